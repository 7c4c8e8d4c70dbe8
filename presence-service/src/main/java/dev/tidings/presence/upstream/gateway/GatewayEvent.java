package dev.tidings.presence.upstream.gateway;

import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.inbox.PoisonEventException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.time.Instant;
import java.util.Objects;

/** What a gateway says, with only the fields that presence needs. */
sealed interface GatewayEvent {

  /** Reads an event. */
  static GatewayEvent read(CloudEvent event) {
    return switch (event.type()) {
      case "CONNECTION_OPENED" -> read(event, Opened.class);
      case "CONNECTION_CLOSED" -> read(event, Closed.class);
      case "GATEWAY_LEASE" -> read(event, Lease.class);
      case "GATEWAY_STOPPED" -> read(event, Stopped.class);
      default -> new Unknown(event.type());
    };
  }

  private static <T> T read(CloudEvent event, Class<T> type) {
    try {
      return Json.mapper().readValue(event.data(), type);
    } catch (IOException e) {
      throw new PoisonEventException("The data of a " + event.type() + " is not as agreed", e);
    }
  }

  /** A client has connected. */
  @RegisterForReflection
  record Opened(String sessionId, String userId, String gatewayId, Instant at, User user)
      implements GatewayEvent {
    public Opened {
      Objects.requireNonNull(sessionId, "sessionId");
      Objects.requireNonNull(userId, "userId");
      Objects.requireNonNull(gatewayId, "gatewayId");
      Objects.requireNonNull(at, "at");
    }
  }

  /** A client's connection has ended. */
  @RegisterForReflection
  record Closed(String sessionId, String userId, String gatewayId, Instant at)
      implements GatewayEvent {
    public Closed {
      Objects.requireNonNull(sessionId, "sessionId");
      Objects.requireNonNull(userId, "userId");
      Objects.requireNonNull(gatewayId, "gatewayId");
      Objects.requireNonNull(at, "at");
    }
  }

  /** A gateway lives and will say so again within {@code leaseMs}. */
  @RegisterForReflection
  record Lease(String gatewayId, int leaseMs) implements GatewayEvent {
    public Lease {
      Objects.requireNonNull(gatewayId, "gatewayId");
      if (leaseMs <= 0) {
        throw new IllegalArgumentException("leaseMs must be more than 0");
      }
    }
  }

  /** A gateway has stopped and has no connections any more. */
  @RegisterForReflection
  record Stopped(String gatewayId) implements GatewayEvent {
    public Stopped {
      Objects.requireNonNull(gatewayId, "gatewayId");
    }
  }

  /** Something that a newer gateway says. */
  @RegisterForReflection
  record Unknown(String type) implements GatewayEvent {}

  /** Names and picture, as the token had them. */
  @RegisterForReflection
  record User(String firstName, String lastName, String profileImage) {}
}
