package dev.tidings.gateway.debug;

import dev.tidings.gateway.session.Session;
import dev.tidings.platform.event.Channel;

/** Whose frames are looked at, within one workspace. */
sealed interface DebugTarget {

  String workspace();

  /** Whether the session is meant. */
  boolean covers(Session session);

  /** The target as the channel of a record. */
  Channel channel();

  /** All connections of a user. */
  record OfUser(String workspace, String userId) implements DebugTarget {

    @Override
    public boolean covers(Session session) {
      return session.user().workspace().equals(workspace) && session.user().id().equals(userId);
    }

    @Override
    public Channel channel() {
      return Channel.of(USER, userId);
    }
  }

  /** One connection, by the id that {@code CONNECTED} names. */
  record OfConnection(String workspace, String connectionId) implements DebugTarget {

    @Override
    public boolean covers(Session session) {
      return session.user().workspace().equals(workspace) && session.id().equals(connectionId);
    }

    @Override
    public Channel channel() {
      return Channel.of(CONNECTION, connectionId);
    }
  }

  String USER = "user";
  String CONNECTION = "connection";

  /** The target of a record; null if it is none that this version knows. */
  static DebugTarget of(String workspace, Channel channel) {
    return switch (channel.namespace()) {
      case USER -> new OfUser(workspace, channel.id());
      case CONNECTION -> new OfConnection(workspace, channel.id());
      default -> null;
    };
  }
}
