package dev.tidings.presence.status;

import dev.tidings.presence.person.PersonKey;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.jpa.HibernateHints;
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

  private static final String TO_TELL =
      """
      select * from user_presence where workspace = :workspace and (to_tell or doing_to_tell)
      order by user_id limit :most for update
      """;

  /**
   * In a fixed order, as {@link #LOCK}. Most rows stay as they are, but which do is only known once
   * they are locked: whoever is deciding of a person right now may have looked before.
   */
  private static final String CHECK_IF_OTHERWISE =
      """
      with locked as (
        select p.workspace, p.user_id, p.reachable and (p.in_use <> w.used or w.fresh) as affected
        from user_presence p
        join unnest(
               cast(:workspaces as text[]), cast(:users as text[]), cast(:used as boolean[]),
               cast(:fresh as boolean[]))
               as w (workspace, user_id, used, fresh)
          on p.workspace = w.workspace and p.user_id = w.user_id
        order by p.workspace, p.user_id
        for update of p
      )
      update user_presence p set check_at = least(p.check_at, :now)
      from locked l where p.workspace = l.workspace and p.user_id = l.user_id and l.affected
      """;

  /** In a fixed order, as {@link #LOCK}. */
  private static final String CHECK_REACHABLE =
      """
      with affected as (
        select workspace, user_id from user_presence where reachable
        order by workspace, user_id
        for update
      )
      update user_presence p set check_at = :now, offline_at = least(p.offline_at, :latest)
      from affected a where p.workspace = a.workspace and p.user_id = a.user_id
      """;

  /** In a fixed order, as {@link #LOCK}, and decided under the lock as above. */
  private static final String MARK_DOING =
      """
      with locked as (
        select p.workspace, p.user_id, p.doing_to_tell from user_presence p
        join unnest(cast(:workspaces as text[]), cast(:users as text[])) as w (workspace, user_id)
          on p.workspace = w.workspace and p.user_id = w.user_id
        order by p.workspace, p.user_id
        for update of p
      )
      update user_presence p set doing_to_tell = true
      from locked l where p.workspace = l.workspace and p.user_id = l.user_id
        and not l.doing_to_tell
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

  /** Says the statuses as literals, which lets the partial index serve it. */
  private static final String ONLINE =
      """
      select * from user_presence p
      where p.workspace = :workspace and p.user_id > :after
        and (p.public_status <> 'offline' or p.status <> 'offline')
        and (p.public_status <> 'offline' or p.user_id = :reader or exists (
          select 1 from contacts c
          where c.workspace = p.workspace and c.user_id = p.user_id and c.contact_id = :reader
            and c.connected))
      order by p.user_id
      """;

  private static final String ALL =
      """
      select p.* from user_presence p
      join unnest(cast(:workspaces as text[]), cast(:users as text[])) as w (workspace, user_id)
        on p.workspace = w.workspace and p.user_id = w.user_id
      """;

  /**
   * The people's rows, locked; made where there is none.
   *
   * @param firstSeen each person, and when they were seen if they are new
   */
  Map<PersonKey, UserPresence> lockOrCreate(Map<PersonKey, Instant> firstSeen) {
    enter(firstSeen);
    return lock(firstSeen.keySet()).stream()
        .collect(Collectors.toMap(UserPresence::person, Function.identity()));
  }

  /** Makes the rows of those people who have none. Waits for whoever is making one. */
  void enter(Map<PersonKey, Instant> firstSeen) {
    getEntityManager()
        .createNativeQuery(ENTER)
        .setParameter("workspaces", texts(firstSeen.keySet(), PersonKey::workspace))
        .setParameter("users", texts(firstSeen.keySet(), PersonKey::userId))
        .setParameter(
            "times", firstSeen.values().stream().map(Instant::toString).toArray(String[]::new))
        .executeUpdate();
  }

  /** The rows of those people who have one, locked. */
  @SuppressWarnings("unchecked")
  List<UserPresence> lock(Collection<PersonKey> people) {
    return getEntityManager()
        .createNativeQuery(LOCK, UserPresence.class)
        .setParameter("workspaces", texts(people, PersonKey::workspace))
        .setParameter("users", texts(people, PersonKey::userId))
        .getResultList();
  }

  private static String[] texts(Collection<PersonKey> people, Function<PersonKey, String> text) {
    return people.stream().map(text).toArray(String[]::new);
  }

  /** Rows of the workspace of which there is something to tell, locked, in a fixed order. */
  @SuppressWarnings("unchecked")
  List<UserPresence> lockToTell(String workspace, int limit) {
    return getEntityManager()
        .createNativeQuery(TO_TELL, UserPresence.class)
        .setParameter("workspace", workspace)
        .setParameter("most", limit)
        .getResultList();
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

  /**
   * Has those decided anew by the next sweep who are not taken for what their client says, and
   * those who are to be in any case.
   *
   * @param used each person, and whether the client is used
   */
  int checkIfOtherwise(Map<PersonKey, Boolean> used, Collection<PersonKey> inAnyCase, Instant now) {
    return getEntityManager()
        .createNativeQuery(CHECK_IF_OTHERWISE)
        .setParameter("workspaces", texts(used.keySet(), PersonKey::workspace))
        .setParameter("users", texts(used.keySet(), PersonKey::userId))
        .setParameter("used", used.values().stream().map(String::valueOf).toArray(String[]::new))
        .setParameter(
            "fresh",
            used.keySet().stream()
                .map(inAnyCase::contains)
                .map(String::valueOf)
                .toArray(String[]::new))
        .setParameter("now", now.atOffset(ZoneOffset.UTC))
        .executeUpdate();
  }

  /**
   * Has everybody who is reachable decided anew by the next sweep.
   *
   * @param latestEnd when a grace ends at the latest
   */
  int checkReachable(Instant now, Instant latestEnd) {
    return getEntityManager()
        .createNativeQuery(CHECK_REACHABLE)
        .setParameter("now", now.atOffset(ZoneOffset.UTC))
        .setParameter("latest", latestEnd.atOffset(ZoneOffset.UTC))
        .executeUpdate();
  }

  /** What the people do is to be told by the next tick. */
  int markDoing(Collection<PersonKey> people) {
    return getEntityManager()
        .createNativeQuery(MARK_DOING)
        .setParameter("workspaces", texts(people, PersonKey::workspace))
        .setParameter("users", texts(people, PersonKey::userId))
        .executeUpdate();
  }

  /** Those of a workspace whom the reader sees not offline, by id, after the given one. */
  @SuppressWarnings("unchecked")
  List<UserPresence> online(PersonKey reader, String afterUserId, int limit) {
    return getEntityManager()
        .createNativeQuery(ONLINE, UserPresence.class)
        .setParameter("workspace", reader.workspace())
        .setParameter("reader", reader.userId())
        .setParameter("after", afterUserId)
        .setMaxResults(limit)
        .getResultList();
  }

  /** The rows of those people who have one, to be read and left as they are. */
  @SuppressWarnings("unchecked")
  Map<PersonKey, UserPresence> read(Collection<PersonKey> people) {
    List<UserPresence> rows =
        getEntityManager()
            .createNativeQuery(ALL, UserPresence.class)
            .setParameter("workspaces", texts(people, PersonKey::workspace))
            .setParameter("users", texts(people, PersonKey::userId))
            .setHint(HibernateHints.HINT_READ_ONLY, true)
            .getResultList();
    return rows.stream().collect(Collectors.toMap(UserPresence::person, Function.identity()));
  }
}
