package dev.tidings.gateway.connection;

import dev.tidings.gateway.fanout.FanoutLoop;
import dev.tidings.gateway.instance.GatewayInstance;
import dev.tidings.gateway.session.SessionRegistry;
import dev.tidings.platform.identity.Identity;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** What this gateway is doing. */
@Path("/api/ws")
@Authenticated
@RunOnVirtualThread
public final class StatusResource {

  private final GatewayInstance gateway;
  private final SessionRegistry sessions;
  private final Census census;
  private final FanoutLoop fanout;
  private final Identity identity;
  private final Clock clock;

  StatusResource(
      GatewayInstance gateway,
      SessionRegistry sessions,
      Census census,
      FanoutLoop fanout,
      Identity identity,
      Clock clock) {
    this.gateway = gateway;
    this.sessions = sessions;
    this.census = census;
    this.fanout = fanout;
    this.identity = identity;
    this.clock = clock;
  }

  /**
   * The gateway's state.
   *
   * @param connections the open connections of the caller's workspace
   * @param mine the caller's own
   * @param transports the connections of the caller's workspace by transport
   * @param fanoutReady whether events reach this replica
   */
  @RegisterForReflection
  public record StatusView(
      String gatewayId,
      Instant startedAt,
      long uptimeMs,
      long connections,
      long mine,
      long subscriptions,
      Map<String, Long> transports,
      boolean fanoutReady) {}

  /** Connections and subscriptions, counted within the caller's workspace. */
  @GET
  public StatusView status() {
    var user = identity.currentUser();
    var own = census.of(user.workspace());
    return new StatusView(
        gateway.id(),
        gateway.startedAt(),
        Duration.between(gateway.startedAt(), clock.instant()).toMillis(),
        own.connections(),
        sessions.of(user.workspace(), user.id()).size(),
        own.subscriptions(),
        own.transports(),
        fanout.isReady());
  }
}
