package dev.tidings.analytics.gauge;

import dev.tidings.platform.identity.Identity;
import dev.tidings.platform.problem.ProblemException;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What other services told dashboards, for those that are opened later. */
@Path("/api/analytics/gauges")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@RunOnVirtualThread
@Tag(name = "Live")
public class GaugeResource {

  private static final String DASHBOARDS = "dashboard:";

  private final Gauges gauges;
  private final Identity identity;

  GaugeResource(Gauges gauges, Identity identity) {
    this.gauges = gauges;
    this.identity = identity;
  }

  /** The newest readings of a dashboard. */
  @GET
  @Operation(summary = "The newest event of each type and subject on a dashboard's channel")
  @APIResponse(responseCode = "200", description = "The readings; none if nobody told anything")
  @APIResponse(responseCode = "400", description = "validation-failed")
  public List<GaugeView> newest(
      @Parameter(description = "dashboard:<id>")
          @QueryParam("channel")
          @DefaultValue("dashboard:live")
          String channel) {
    return gauges.of(identity.currentUser().workspace(), dashboard(channel));
  }

  /** What a gauge showed during the last hour. */
  @GET
  @Path("history")
  @Operation(summary = "A gauge's last hour, at most one reading in five seconds")
  @APIResponse(responseCode = "200", description = "The readings, oldest first")
  @APIResponse(responseCode = "400", description = "validation-failed")
  public List<GaugeView> history(
      @Parameter(description = "dashboard:<id>")
          @QueryParam("channel")
          @DefaultValue("dashboard:live")
          String channel,
      @Parameter(description = "The events' type", example = "FOLLOWERS_UPDATE") @QueryParam("type")
          String type,
      @Parameter(description = "What they are about") @QueryParam("subject") @DefaultValue("")
          String subject) {
    if (type == null || type.isBlank()) {
      throw ProblemException.invalid("?type", "says the type of the events");
    }
    return gauges.history(
        identity.currentUser().workspace(),
        dashboard(channel),
        text(type, "?type"),
        text(subject, "?subject"));
  }

  private static String dashboard(String channel) {
    if (!channel.startsWith(DASHBOARDS)) {
      throw ProblemException.invalid("?channel", "is a channel of the namespace dashboard");
    }
    return text(channel, "?channel");
  }

  private static String text(String value, String pointer) {
    if (value.indexOf('\0') >= 0) {
      throw ProblemException.invalid(pointer, "has characters that are none");
    }
    return value;
  }
}
