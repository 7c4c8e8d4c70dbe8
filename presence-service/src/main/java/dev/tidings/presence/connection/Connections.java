package dev.tidings.presence.connection;

import dev.tidings.platform.store.Sql;
import dev.tidings.presence.PresenceConfig;
import dev.tidings.presence.person.PersonKey;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The book of connections and leases. Every method works in the caller's transaction; those that
 * hear a gateway lock its lease, so that it can't lapse at the same time.
 */
@ApplicationScoped
public class Connections {

  private static final String ADD =
      """
      insert into connections (session_id, gateway_id, workspace, user_id, opened_at)
      select * from unnest(
        cast(:sessions as text[]), cast(:gateways as text[]), cast(:workspaces as text[]),
        cast(:users as text[]), cast(:times as timestamptz[]))
      on conflict (session_id) do nothing
      """;

  private static final String LAPSED =
      """
      update gateway_leases g set live = false
      from unnest(
        cast(:partitions as integer[]), cast(:since as timestamptz[]),
        cast(:until as timestamptz[])) as l (log_partition, since, until)
      where g.log_partition = l.log_partition and g.live
        and greatest(g.heard_at, l.since) + g.lease_ms * interval '1 millisecond' <= l.until
      returning g.gateway_id
      """;

  /** A clock that was set back would else take a silent gateway for one just heard. */
  private static final String NOT_IN_THE_FUTURE =
      """
      update gateway_leases set heard_at = :now
      where heard_at > :now and log_partition = any (cast(:partitions as integer[]))
      """;

  private static final String LISTENED =
      """
      insert into listened_partitions (log_partition, heard_until)
      select log_partition, heard_until
      from unnest(cast(:partitions as integer[]), cast(:times as timestamptz[]))
        as l (log_partition, heard_until)
      order by log_partition
      on conflict (log_partition) do update set heard_until = excluded.heard_until
      """;

  private static final String HEARD_UNTIL =
      "select min(heard_until) from listened_partitions where heard_until > ?";

  private static final String FORGET =
      """
      delete from gateway_leases g
      using unnest(cast(:partitions as integer[]), cast(:before as timestamptz[]))
        as l (log_partition, before)
      where g.log_partition = l.log_partition and not g.live and g.heard_at < l.before
      """;

  /** Idle devices have nothing to wait for; one that never tells is always in use. */
  private static final String USE =
      """
      select c.workspace, c.user_id,
        bool_or(not coalesce(d.idle, false) and coalesce(d.active_at > ?, true)) as in_use,
        bool_or(not coalesce(d.idle, false) and d.active_at is null) as always,
        max(d.active_at) filter (where not d.idle and d.active_at > ?) as active_at,
        min(c.expires_at) as expires_at
      from unnest(?::text[], ?::text[]) as w (workspace, user_id)
      join connections c on c.workspace = w.workspace and c.user_id = w.user_id
      left join gateway_leases l on l.gateway_id = c.gateway_id
      left join devices d on d.session_id = c.session_id
        and d.workspace = c.workspace and d.user_id = c.user_id
      where l.live or c.expires_at > ?
      group by c.workspace, c.user_id
      """;

  private static final String LEND =
      """
      insert into connections (session_id, workspace, user_id, opened_at, expires_at)
      values (?, ?, ?, ?, ?)
      on conflict (session_id) do update set expires_at = excluded.expires_at
      """;

  private static final String REMOVE =
      """
      with said as (delete from devices where session_id = any (?))
      delete from connections where session_id = any (?)
      """;

  private static final String IS_CONNECTED =
      """
      select count(*) from connections c
      join gateway_leases l on l.gateway_id = c.gateway_id and l.live
      where c.workspace = ? and c.user_id = ?
      """;

  private static final String FORGET_LENT =
      """
      with removed as (
        delete from connections where expires_at < ? returning session_id
      )
      delete from devices where session_id in (select session_id from removed)
      """;

  /** How long an expired client is kept: who is due to be decided then is not missed. */
  private static final Duration LENT_RETENTION = Duration.ofMinutes(1);

  private final EntityManager database;
  private final Sql sql;
  private final PresenceConfig config;
  private final Clock clock;

  Connections(EntityManager database, Sql sql, PresenceConfig config, Clock clock) {
    this.database = database;
    this.sql = sql;
    this.config = config;
    this.clock = clock;
  }

  /**
   * Something was heard of a gateway.
   *
   * @param partition the partition of the gateways' log in which it was
   * @return whether its lease had lapsed, so that its connections count again from now on
   */
  public boolean heard(String gatewayId, int partition) {
    return renew(gatewayId, partition, Optional.empty());
  }

  /** A gateway renewed its lease; otherwise as {@link #heard}. */
  public boolean renewed(String gatewayId, int partition, Duration lease) {
    return renew(gatewayId, partition, Optional.of(lease));
  }

  private boolean renew(String gatewayId, int partition, Optional<Duration> length) {
    var lease = database.find(GatewayLease.class, gatewayId, LockModeType.PESSIMISTIC_WRITE);
    if (lease == null) {
      database.persist(
          new GatewayLease(
              gatewayId, partition, length.orElse(config.defaultLease()), clock.instant()));
      database.flush();
      return false;
    }
    length.ifPresent(lease::lastFor);
    return lease.renew(partition, clock.instant());
  }

  /** Enters connections; one that is known already changes nothing. */
  public void add(List<Session> sessions) {
    database
        .createNativeQuery(ADD)
        .setParameter("sessions", texts(sessions, Session::id))
        .setParameter("gateways", texts(sessions, Session::gatewayId))
        .setParameter("workspaces", texts(sessions, session -> session.person().workspace()))
        .setParameter("users", texts(sessions, session -> session.person().userId()))
        .setParameter("times", texts(sessions, Session::openedAt))
        .executeUpdate();
  }

  private static <T> String[] texts(Collection<T> all, Function<T, Object> value) {
    return all.stream().map(value).map(Object::toString).toArray(String[]::new);
  }

  /**
   * Strikes connections out; one that is not known changes nothing.
   *
   * @return how many were known
   */
  public int remove(Collection<String> sessionIds) {
    return sql.update(REMOVE, sessionIds, sessionIds);
  }

  /** Whether the person has a connection at a gateway that lives. */
  public boolean isConnected(PersonKey person) {
    return sql.number(IS_CONNECTED, person.workspace(), person.userId()) > 0;
  }

  /**
   * Takes a client that has no connection for connected until its word expires.
   *
   * @param sessionId unique for ever, and no gateway's
   */
  public void lend(String sessionId, PersonKey person, Duration length) {
    Instant now = clock.instant();
    sql.update(LEND, sessionId, person.workspace(), person.userId(), now, now.plus(length));
  }

  /**
   * Strikes out a gateway that has stopped, with whatever connections it still had. What their
   * clients said is forgotten later.
   */
  public void removeGateway(String gatewayId) {
    database
        .createNativeQuery("delete from gateway_leases where gateway_id = :gateway")
        .setParameter("gateway", gatewayId)
        .executeUpdate();
  }

  /**
   * Ends the leases that were silent for their whole length while their partition was listened to.
   *
   * @return the gateways whose connections don't count any more
   */
  @SuppressWarnings("unchecked")
  public List<String> lapse(Collection<ListenedSpan> spans) {
    database
        .createNativeQuery(NOT_IN_THE_FUTURE)
        .setParameter("partitions", texts(spans, ListenedSpan::partition))
        .setParameter("now", clock.instant().atOffset(ZoneOffset.UTC))
        .executeUpdate();
    return database
        .createNativeQuery(LAPSED, String.class)
        .setParameter("partitions", texts(spans, ListenedSpan::partition))
        .setParameter("since", texts(spans, ListenedSpan::since))
        .setParameter("until", texts(spans, ListenedSpan::until))
        .getResultList();
  }

  /** Enters up to when partitions of the gateways' log have been listened to. */
  public void listened(Collection<ListenedSpan> spans) {
    database
        .createNativeQuery(LISTENED)
        .setParameter("partitions", texts(spans, ListenedSpan::partition))
        .setParameter("times", texts(spans, ListenedSpan::until))
        .executeUpdate();
  }

  /**
   * Up to when all is known that gateways said, whichever replica listens to them.
   *
   * @param patience a partition that nobody has caught up with for longer is not waited for
   */
  public Instant heardUntil(Instant now, Duration patience) {
    return sql.list(HEARD_UNTIL, row -> time(row, 1), now.minus(patience)).stream()
        .filter(Objects::nonNull)
        .filter(now::isAfter)
        .findFirst()
        .orElse(now);
  }

  /** Forgets gateways that were silent for so long while their partition was listened to. */
  public int forgetSilent(Collection<ListenedSpan> spans, Duration silence) {
    return database
        .createNativeQuery(FORGET)
        .setParameter("partitions", texts(spans, ListenedSpan::partition))
        .setParameter("before", texts(spans, span -> span.until().minus(silence)))
        .executeUpdate();
  }

  /** What the live clients of those people come to who have any. */
  public Map<PersonKey, ClientUse> use(Collection<PersonKey> people) {
    // What follows is read past the entity manager, which may hold a lease's renewal back.
    database.flush();
    Instant now = clock.instant();
    Instant idleSince = now.minus(config.idleAfter());
    return sql
        .list(
            USE,
            this::use,
            idleSince,
            idleSince,
            people.stream().map(PersonKey::workspace).toList(),
            people.stream().map(PersonKey::userId).toList(),
            now)
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private Map.Entry<PersonKey, ClientUse> use(ResultSet row) throws SQLException {
    boolean always = row.getBoolean(4);
    Instant activeAt = time(row, 5);
    Instant idleAt = always || activeAt == null ? null : activeAt.plus(config.idleAfter());
    return Map.entry(
        new PersonKey(row.getString(1), row.getString(2)),
        new ClientUse(row.getBoolean(3), earlier(idleAt, time(row, 6))));
  }

  private static Instant time(ResultSet row, int column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  private static Instant earlier(Instant one, Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? one : other;
  }

  @Scheduled(every = "${tidings.presence.clean-up-every:10m}", delayed = "1m")
  void forgetLent() {
    sql.update(FORGET_LENT, clock.instant().minus(LENT_RETENTION));
  }
}
