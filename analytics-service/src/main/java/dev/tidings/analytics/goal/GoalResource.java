package dev.tidings.analytics.goal;

import dev.tidings.analytics.report.Csv;
import dev.tidings.analytics.report.ReportParameters;
import dev.tidings.analytics.site.Sites;
import dev.tidings.platform.identity.CurrentUser;
import dev.tidings.platform.identity.Identity;
import dev.tidings.platform.problem.ProblemException;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
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

/** What a site wants its visitors to do. */
@Path("/api/analytics/goals")
@Produces({MediaType.APPLICATION_JSON, "text/csv"})
@Authenticated
@RunOnVirtualThread
@Tag(name = "Goals")
public class GoalResource {

  private final Goals goals;
  private final GoalsConfig config;
  private final Sites sites;
  private final Identity identity;
  private final Clock clock;

  GoalResource(Goals goals, GoalsConfig config, Sites sites, Identity identity, Clock clock) {
    this.goals = goals;
    this.config = config;
    this.sites = sites;
    this.identity = identity;
    this.clock = clock;
  }

  /** The site's goals. */
  @GET
  @Operation(summary = "The goals of a site")
  @APIResponse(responseCode = "200", description = "The goals by their names")
  @APIResponse(responseCode = "404", description = "unknown-site: none of the caller's workspace")
  public List<GoalView> list(
      @Parameter(description = "The site's key", example = "default") @QueryParam("site")
          String site) {
    if (site == null || site.isBlank()) {
      throw ProblemException.invalid("?site", "says the site's key");
    }
    return goals.of(sites.get(site, identity.currentUser().workspace()));
  }

  /** Adds a goal. */
  @POST
  @Operation(summary = "Add a goal")
  @APIResponse(
      responseCode = "201",
      description = "The goal",
      content = @Content(schema = @Schema(implementation = GoalView.class)))
  @APIResponse(responseCode = "400", description = "malformed-json or validation-failed")
  @APIResponse(responseCode = "403", description = "forbidden: the caller has no editor's role")
  @APIResponse(responseCode = "404", description = "unknown-site")
  @APIResponse(responseCode = "409", description = "goal-exists or too-many-goals")
  public Response add(@Valid @NotNull GoalRequest request) {
    CurrentUser editor = editor();
    GoalView goal = goals.add(sites.get(request.site(), editor.workspace()), request);
    return Response.status(Response.Status.CREATED)
        .type(MediaType.APPLICATION_JSON_TYPE)
        .entity(goal)
        .build();
  }

  /** Deletes a goal. */
  @DELETE
  @Path("{id}")
  @Operation(summary = "Delete a goal")
  @APIResponse(responseCode = "204", description = "It is no more")
  @APIResponse(responseCode = "403", description = "forbidden: the caller has no editor's role")
  @APIResponse(responseCode = "404", description = "not-found")
  public void delete(@PathParam("id") UUID id) {
    goals.delete(editor().workspace(), id);
  }

  /** How often the goals were reached. */
  @GET
  @Path("report")
  @Operation(summary = "How many visitors of a period reached the goals")
  @APIResponse(
      responseCode = "200",
      description = "The numbers",
      content = @Content(schema = @Schema(implementation = GoalReportView.class)))
  @APIResponse(responseCode = "400", description = "validation-failed")
  @APIResponse(responseCode = "404", description = "unknown-site: none of the caller's workspace")
  @APIResponse(responseCode = "422", description = "report-too-large")
  public Response report(@BeanParam ReportParameters parameters) {
    GoalReportView report =
        goals.report(
            parameters.site(sites, identity.currentUser()),
            parameters.period(clock.instant()),
            parameters.filters());
    if (!parameters.isCsv()) {
      return Response.ok(report, MediaType.APPLICATION_JSON_TYPE).build();
    }
    var csv = new Csv(List.of("goal", "kind", "pattern", "conversions", "visitors", "revenue"));
    report
        .goals()
        .forEach(
            each ->
                csv.row(
                    List.of(
                        each.goal().name(),
                        each.goal().kind(),
                        each.goal().pattern(),
                        each.conversions(),
                        each.visitors().value(),
                        Csv.money(each.revenue()))));
    return Response.ok(csv.toString(), "text/csv;charset=UTF-8").build();
  }

  private CurrentUser editor() {
    return identity.currentUser().withOneOf(config.editorRoles(), "Goals are set");
  }
}
