package dev.tidings.analytics.funnel;

import dev.tidings.analytics.report.Csv;
import dev.tidings.analytics.report.ReportParameters;
import dev.tidings.analytics.site.Site;
import dev.tidings.analytics.site.Sites;
import dev.tidings.platform.identity.Identity;
import dev.tidings.platform.problem.ProblemException;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How many visitors go through steps. */
@Path("/api/analytics/funnel")
@Produces({MediaType.APPLICATION_JSON, "text/csv"})
@Authenticated
@RunOnVirtualThread
@Tag(name = "Funnels")
public class FunnelResource {

  private final Funnels funnels;
  private final SavedFunnels saved;
  private final Sites sites;
  private final Identity identity;
  private final Clock clock;

  FunnelResource(Funnels funnels, SavedFunnels saved, Sites sites, Identity identity, Clock clock) {
    this.funnels = funnels;
    this.saved = saved;
    this.sites = sites;
    this.identity = identity;
    this.clock = clock;
  }

  /** How many visitors of a period went through the steps. */
  @GET
  @Operation(
      summary = "How many visitors went through steps, in their order",
      description =
          "A hit takes a visitor one step further, though it may be several steps. A visitor who"
              + " has another id on the next day is followed within the same visit only.")
  @APIResponse(
      responseCode = "200",
      description = "The numbers of each step",
      content = @Content(schema = @Schema(implementation = FunnelView.class)))
  @APIResponse(responseCode = "400", description = "validation-failed")
  @APIResponse(
      responseCode = "404",
      description = "unknown-site or not-found: none of the caller's workspace")
  @APIResponse(responseCode = "422", description = "report-too-large")
  public Response funnel(
      @BeanParam ReportParameters parameters,
      @Parameter(
              description = "2 to 10 times: page:<path> or event:<name>, with * for any text",
              example = "page:/pricing")
          @QueryParam("step")
          List<String> step,
      @Parameter(
              description = "How long from the first step on, ISO 8601; 24 hours by default",
              example = "PT1H")
          @QueryParam("window")
          String window,
      @Parameter(description = "Instead of steps and window: the id of a saved funnel")
          @QueryParam("funnel")
          UUID funnel) {
    if (!parameters.filters().isEmpty()) {
      throw ProblemException.invalid("?filter", "is not served here");
    }
    Site site = parameters.site(sites, identity.currentUser());
    FunnelDefinition definition =
        funnel == null ? FunnelDefinition.ofQuery(step, window) : saved.definition(site, funnel);
    FunnelView view = funnels.count(site, parameters.period(clock.instant()), definition);
    if (!parameters.isCsv()) {
      return Response.ok(view, MediaType.APPLICATION_JSON_TYPE).build();
    }
    var csv = new Csv(List.of("step", "visitors", "dropped"));
    view.steps().forEach(each -> csv.row(List.of(each.step(), each.visitors(), each.dropped())));
    return Response.ok(csv.toString(), "text/csv;charset=UTF-8").build();
  }
}
