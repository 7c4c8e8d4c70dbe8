package dev.tidings.gateway.announcement;

import dev.tidings.platform.identity.Profile;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/** The data of what is announced. */
sealed interface ConnectionEvent {

  /** A session has opened; said again for every open session after a lapsed lease. */
  @RegisterForReflection
  record ConnectionOpened(
      String sessionId, String userId, String gatewayId, Instant at, Person user)
      implements ConnectionEvent {}

  /** A session has closed. */
  @RegisterForReflection
  record ConnectionClosed(
      String sessionId, String userId, String gatewayId, Instant at, String reason)
      implements ConnectionEvent {}

  /** The gateway lives: its sessions are good for so long from now on. */
  @RegisterForReflection
  record GatewayLease(String gatewayId, long leaseMs, int connections, Instant at)
      implements ConnectionEvent {}

  /** The gateway has stopped: its sessions have ended. */
  @RegisterForReflection
  record GatewayStopped(String gatewayId, Instant at) implements ConnectionEvent {}

  /** Who connected, as their token says. */
  @RegisterForReflection
  record Person(String id, String firstName, String lastName, String profileImage) {

    static Person of(String id, Profile profile) {
      return new Person(id, profile.firstName(), profile.lastName(), profile.profileImage());
    }
  }
}
