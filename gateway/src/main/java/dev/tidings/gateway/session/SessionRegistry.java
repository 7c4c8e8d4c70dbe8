package dev.tidings.gateway.session;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The live sessions, all of them and by user. Safe for use by several threads. */
@Singleton
public final class SessionRegistry {

  private record UserKey(String workspace, String user) {}

  private final Map<String, Session> sessions = new ConcurrentHashMap<>();

  /** The lists are replaced rather than changed: most people have one connection. */
  private final Map<UserKey, List<Session>> users = new ConcurrentHashMap<>();

  private final Instance<SessionObserver> observers;

  /** The same, looked up once; not before the first session, because they know this registry. */
  private volatile List<SessionObserver> known;

  SessionRegistry(MeterRegistry metrics, @Any Instance<SessionObserver> observers) {
    this.observers = observers;
    metrics.gaugeMapSize(
        "tidings.gateway.connections", io.micrometer.core.instrument.Tags.empty(), sessions);
  }

  /** Adds a session that has just opened. */
  public void add(Session session) {
    sessions.put(session.id(), session);
    users.merge(key(session), List.of(session), SessionRegistry::joined);
    observers().forEach(observer -> observer.opened(session));
  }

  private List<SessionObserver> observers() {
    List<SessionObserver> all = known;
    if (all == null) {
      all = observers.stream().toList();
      known = all;
    }
    return all;
  }

  /** Removes a session that has closed; true the first time. */
  public boolean remove(Session session) {
    users.computeIfPresent(key(session), (key, all) -> without(session, all));
    return sessions.remove(session.id()) != null;
  }

  /** All sessions; a view that changes as they do. */
  public Collection<Session> all() {
    return sessions.values();
  }

  /** The sessions of a user of a workspace. */
  public Collection<Session> of(String workspace, String user) {
    return users.getOrDefault(new UserKey(workspace, user), List.of());
  }

  private static List<Session> joined(List<Session> some, List<Session> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }

  private static List<Session> without(Session gone, List<Session> all) {
    List<Session> rest = all.stream().filter(session -> session != gone).toList();
    return rest.isEmpty() ? null : rest;
  }

  private static UserKey key(Session session) {
    return new UserKey(session.user().workspace(), session.user().id());
  }
}
