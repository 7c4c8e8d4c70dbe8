package dev.tidings.presence.status;

import dev.tidings.presence.connection.PersonKey;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.hibernate.jpa.SpecHints;

/** The people's rows. */
@ApplicationScoped
class UserPresenceRepository implements PanacheRepositoryBase<UserPresence, PersonKey> {

  /** Hibernate's value of the lock timeout that means "skip rows that others have locked". */
  private static final int SKIP_LOCKED = -2;

  private static final String ENTER =
      """
      insert into user_presence (workspace, user_id, status, last_seen_at)
      values (:workspace, :user, 'offline', :at)
      on conflict (workspace, user_id) do nothing
      """;

  /** In a fixed order, so that two gateways that lapse at once can't lock each other out. */
  private static final String CHECK_ALL_OF =
      """
      with affected as (
        select p.workspace, p.user_id from user_presence p
        where (p.workspace, p.user_id) in
          (select c.workspace, c.user_id from connections c where c.gateway_id = :gateway)
        order by p.workspace, p.user_id
        for update
      )
      update user_presence p
      set check_at = :now, last_seen_at = greatest(p.last_seen_at, l.heard_at)
      from affected a, gateway_leases l
      where p.workspace = a.workspace and p.user_id = a.user_id and l.gateway_id = :gateway
      """;

  /** Says the status as a literal, which lets the partial index serve it. */
  private static final String ONLINE =
      """
      select * from user_presence
      where workspace = :workspace and status <> 'offline' and user_id > :after
      order by user_id
      """;

  /** The person's row, locked; made if there is none. */
  UserPresence lockOrCreate(PersonKey person, Instant seenAt) {
    getEntityManager()
        .createNativeQuery(ENTER)
        .setParameter("workspace", person.workspace())
        .setParameter("user", person.userId())
        .setParameter("at", seenAt.atOffset(ZoneOffset.UTC))
        .executeUpdate();
    return findById(person, LockModeType.PESSIMISTIC_WRITE);
  }

  /** The person's row, locked, if there is one. */
  Optional<UserPresence> lock(PersonKey person) {
    return findByIdOptional(person, LockModeType.PESSIMISTIC_WRITE);
  }

  /** Rows whose status is due to be decided, locked; those that others work on are left to them. */
  List<UserPresence> lockDue(Instant now, int limit) {
    return find("checkAt <= ?1 order by checkAt", now)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .withHint(SpecHints.HINT_SPEC_LOCK_TIMEOUT, SKIP_LOCKED)
        .page(0, limit)
        .list();
  }

  /**
   * Has everybody with a connection on the gateway decided anew by the next sweep; they were seen
   * when the gateway was last heard.
   */
  int checkAllOf(String gatewayId, Instant now) {
    return getEntityManager()
        .createNativeQuery(CHECK_ALL_OF)
        .setParameter("gateway", gatewayId)
        .setParameter("now", now.atOffset(ZoneOffset.UTC))
        .executeUpdate();
  }

  /** Those of a workspace who are not offline, by id, after the given one. */
  @SuppressWarnings("unchecked")
  List<UserPresence> online(String workspace, String afterUserId, int limit) {
    return getEntityManager()
        .createNativeQuery(ONLINE, UserPresence.class)
        .setParameter("workspace", workspace)
        .setParameter("after", afterUserId)
        .setMaxResults(limit)
        .getResultList();
  }
}
