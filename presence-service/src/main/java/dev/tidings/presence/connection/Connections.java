package dev.tidings.presence.connection;

import dev.tidings.presence.PresenceConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

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
      update gateway_leases set live = false
      where log_partition = :partition and live
        and greatest(heard_at, :since) + lease_ms * interval '1 millisecond' <= :until
      returning gateway_id
      """;

  private static final String FORGET =
      """
      delete from gateway_leases
      where log_partition = :partition and not live and heard_at < :before
      """;

  private static final String CONNECTED =
      """
      select distinct c.user_id from connections c
      join gateway_leases l on l.gateway_id = c.gateway_id and l.live
      where c.workspace = :workspace and c.user_id = any (:users)
      """;

  private final EntityManager database;
  private final PresenceConfig config;
  private final Clock clock;

  Connections(EntityManager database, PresenceConfig config, Clock clock) {
    this.database = database;
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
        .setParameter("times", texts(sessions, session -> session.openedAt().toString()))
        .executeUpdate();
  }

  private static String[] texts(List<Session> sessions, Function<Session, String> text) {
    return sessions.stream().map(text).toArray(String[]::new);
  }

  /** Strikes a connection out; one that is not known changes nothing. */
  public void remove(String sessionId) {
    database
        .createNativeQuery("delete from connections where session_id = :session")
        .setParameter("session", sessionId)
        .executeUpdate();
  }

  /** Strikes out a gateway that has stopped, with whatever connections it still had. */
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
  public List<String> lapse(ListenedSpan span) {
    return database
        .createNativeQuery(LAPSED, String.class)
        .setParameter("partition", span.partition())
        .setParameter("since", span.since().atOffset(ZoneOffset.UTC))
        .setParameter("until", span.until().atOffset(ZoneOffset.UTC))
        .getResultList();
  }

  /** Forgets gateways of the partition that have been silent since before the time. */
  public int forgetSilent(int partition, Instant before) {
    return database
        .createNativeQuery(FORGET)
        .setParameter("partition", partition)
        .setParameter("before", before.atOffset(ZoneOffset.UTC))
        .executeUpdate();
  }

  /** Those of the people who have at least one connection on a gateway that lives. */
  public Set<PersonKey> connected(Collection<PersonKey> people) {
    var connected = new HashSet<PersonKey>();
    people.stream()
        .map(PersonKey::workspace)
        .distinct()
        .forEach(
            workspace ->
                connected(
                        workspace,
                        people.stream()
                            .filter(person -> person.workspace().equals(workspace))
                            .map(PersonKey::userId)
                            .toArray(String[]::new))
                    .forEach(user -> connected.add(new PersonKey(workspace, user))));
    return connected;
  }

  @SuppressWarnings("unchecked")
  private List<String> connected(String workspace, String[] users) {
    return database
        .createNativeQuery(CONNECTED, String.class)
        .setParameter("workspace", workspace)
        .setParameter("users", users)
        .getResultList();
  }
}
