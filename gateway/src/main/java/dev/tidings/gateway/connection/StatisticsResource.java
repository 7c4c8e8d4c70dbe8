package dev.tidings.gateway.connection;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.tidings.gateway.connection.Census.CountsView;
import dev.tidings.gateway.fanout.FanoutLoop;
import dev.tidings.gateway.instance.GatewayInstance;
import dev.tidings.platform.identity.CurrentUser;
import dev.tidings.platform.identity.Identity;
import dev.tidings.platform.problem.ProblemException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What this gateway holds; other replicas have counts of their own. */
@Path("/realtime/stats")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@RunOnVirtualThread
@Tag(name = "Statistics")
public final class StatisticsResource {

  /** Sees all workspaces' totals, never another workspace's own. */
  private static final String SERVICE = "SERVICE";

  private final GatewayInstance gateway;
  private final Census census;
  private final FanoutLoop fanout;
  private final Identity identity;
  private final Clock clock;

  StatisticsResource(
      GatewayInstance gateway, Census census, FanoutLoop fanout, Identity identity, Clock clock) {
    this.gateway = gateway;
    this.census = census;
    this.fanout = fanout;
    this.identity = identity;
    this.clock = clock;
  }

  /**
   * How the fan-out does.
   *
   * @param ready whether events reach this replica
   * @param lag records that are published and not yet handed out
   */
  @RegisterForReflection
  public record FanoutView(boolean ready, long lag) {}

  /**
   * The gateway's statistics.
   *
   * @param workspace counts of the caller's workspace
   * @param total counts of all workspaces; absent but for services
   */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record StatisticsView(
      String gatewayId,
      Instant startedAt,
      Instant at,
      FanoutView fanout,
      String workspaceId,
      CountsView workspace,
      CountsView total) {}

  /** A workspace's statistics at this gateway. */
  @RegisterForReflection
  public record WorkspaceView(
      String gatewayId, Instant at, String workspace, @JsonUnwrapped CountsView counts) {}

  /** The caller's workspace's share, and for services what all have. */
  @GET
  @Operation(summary = "Shows what this gateway does")
  public StatisticsView all() {
    CurrentUser caller = identity.currentUser();
    return new StatisticsView(
        gateway.id(),
        gateway.startedAt(),
        clock.instant(),
        new FanoutView(fanout.isReady(), fanout.lag()),
        caller.workspace(),
        census.of(caller.workspace()),
        caller.hasRole(SERVICE) ? census.all() : null);
  }

  /** The caller's own workspace; another one looks like none. */
  @GET
  @Path("workspace/{workspaceId}")
  @Operation(summary = "Shows what this gateway holds for the caller's workspace")
  public WorkspaceView workspace(@PathParam("workspaceId") String workspaceId) {
    if (!workspaceId.equals(identity.currentUser().workspace())) {
      throw ProblemException.notFound("workspace");
    }
    return new WorkspaceView(gateway.id(), clock.instant(), workspaceId, census.of(workspaceId));
  }
}
