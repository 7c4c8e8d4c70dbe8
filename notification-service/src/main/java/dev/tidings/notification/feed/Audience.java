package dev.tidings.notification.feed;

import dev.tidings.platform.event.Channel;

/** Whom a broadcast is for. */
public sealed interface Audience {

  /** Reads the stored form. */
  static Audience of(String value) {
    return value.equals("workspace")
        ? new Everybody()
        : new OfRole(value.substring("role:".length()));
  }

  /** Where it is announced. */
  Channel channel();

  /** The stored form, which is the channel's. */
  default String value() {
    return channel().value();
  }

  /** Everybody in the workspace. */
  record Everybody() implements Audience {
    @Override
    public Channel channel() {
      return Channel.WORKSPACE;
    }
  }

  /**
   * Whoever has a role in the workspace.
   *
   * @param role as tokens name it
   */
  record OfRole(String role) implements Audience {
    @Override
    public Channel channel() {
      return Channel.of("role", role);
    }
  }
}
