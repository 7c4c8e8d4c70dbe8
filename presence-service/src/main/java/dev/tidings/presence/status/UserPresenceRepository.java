package dev.tidings.presence.status;

import dev.tidings.presence.connection.PersonKey;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.jpa.SpecHints;

/** The people's rows. */
@ApplicationScoped
class UserPresenceRepository implements PanacheRepositoryBase<UserPresence, PersonKey> {

  /** Hibernate's value of the lock timeout that means "skip rows that others have locked". */
  private static final int SKIP_LOCKED = -2;

  private static final String ENTER =
      """
      insert into user_presence (workspace, user_id, status, last_seen_at)
      select workspace, user_id, 'offline', seen_at
      from unnest(
             cast(:workspaces as text[]), cast(:users as text[]), cast(:times as timestamptz[]))
             as entered (workspace, user_id, seen_at)
      order by workspace, user_id
      on conflict (workspace, user_id) do nothing
      """;

  /** In a fixed order, so that two who lock many people can't lock each other out. */
  private static final String LOCK =
      """
      select p.* from user_presence p
      join unnest(cast(:workspaces as text[]), cast(:users as text[])) as w (workspace, user_id)
        on p.workspace = w.workspace and p.user_id = w.user_id
      order by p.workspace, p.user_id
      for update of p
      """;

  /** Stops counting at the limit, so that a large workspace costs no more. */
  private static final String COUNT_ONLINE =
      """
      select count(*) from (
        select 1 from user_presence
        where workspace = :workspace and status <> 'offline' limit :most) counted
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

  /**
   * The people's rows, locked; made where there is none.
   *
   * @param firstSeen each person, and when they were seen if they are new
   */
  @SuppressWarnings("unchecked")
  Map<PersonKey, UserPresence> lockOrCreate(Map<PersonKey, Instant> firstSeen) {
    String[] workspaces =
        firstSeen.keySet().stream().map(PersonKey::workspace).toArray(String[]::new);
    String[] users = firstSeen.keySet().stream().map(PersonKey::userId).toArray(String[]::new);
    getEntityManager()
        .createNativeQuery(ENTER)
        .setParameter("workspaces", workspaces)
        .setParameter("users", users)
        .setParameter(
            "times", firstSeen.values().stream().map(Instant::toString).toArray(String[]::new))
        .executeUpdate();
    List<UserPresence> locked =
        getEntityManager()
            .createNativeQuery(LOCK, UserPresence.class)
            .setParameter("workspaces", workspaces)
            .setParameter("users", users)
            .getResultList();
    return locked.stream().collect(Collectors.toMap(UserPresence::person, Function.identity()));
  }

  /** How many of the workspace are not offline, counted up to {@code most}. */
  long countOnline(String workspace, int most) {
    return ((Number)
            getEntityManager()
                .createNativeQuery(COUNT_ONLINE)
                .setParameter("workspace", workspace)
                .setParameter("most", most)
                .getSingleResult())
        .longValue();
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
