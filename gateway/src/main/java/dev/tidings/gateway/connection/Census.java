package dev.tidings.gateway.connection;

import dev.tidings.gateway.session.Session;
import dev.tidings.gateway.session.SessionRegistry;
import dev.tidings.gateway.session.Transport;
import dev.tidings.gateway.subscription.ChannelKey;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Counts what this gateway holds, at one moment and session by session. */
@Singleton
final class Census {

  private final SessionRegistry sessions;

  Census(SessionRegistry sessions) {
    this.sessions = sessions;
  }

  /**
   * What was counted.
   *
   * @param users people with at least one connection; one in two workspaces is two
   * @param channels channels with at least one subscriber
   * @param transports connections by transport; each transport is there
   */
  @RegisterForReflection
  public record CountsView(
      long connections,
      long users,
      long subscriptions,
      long channels,
      Map<String, Long> transports) {}

  private record Person(String workspace, String id) {}

  /** Counts one workspace. */
  CountsView of(String workspace) {
    return count(session -> session.user().workspace().equals(workspace));
  }

  /** Counts all workspaces together. */
  CountsView all() {
    return count(session -> true);
  }

  private CountsView count(Predicate<Session> counted) {
    long connections = 0;
    long subscriptions = 0;
    var users = new HashSet<Person>();
    var channels = new HashSet<ChannelKey>();
    var transports = new TreeMap<String, Long>();
    for (Transport transport : Transport.values()) {
      transports.put(transport.wireName(), 0L);
    }
    for (Session session : sessions.all()) {
      if (counted.test(session)) {
        connections++;
        users.add(new Person(session.user().workspace(), session.user().id()));
        transports.merge(session.transport().wireName(), 1L, Long::sum);
        for (var channel : session.channels()) {
          subscriptions++;
          channels.add(session.key(channel));
        }
      }
    }
    return new CountsView(connections, users.size(), subscriptions, channels.size(), transports);
  }
}
