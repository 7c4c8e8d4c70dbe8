package dev.tidings.presence.status;

import dev.tidings.platform.event.Channel;

/** Where presence is told. */
final class PresenceChannels {

  /** How many of a workspace are what; who, while they are few. No user's id is a lone asterisk. */
  static final Channel EVERYBODY = Channel.of("presence", "*");

  private PresenceChannels() {}

  /** For who watches one person. */
  static Channel of(String userId) {
    return Channel.of("presence", userId);
  }
}
