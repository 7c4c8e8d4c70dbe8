package dev.tidings.analytics.retention;

import dev.tidings.analytics.report.Csv;
import dev.tidings.analytics.report.ReportParameters;
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
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who comes back. */
@Path("/api/analytics/retention")
@Produces({MediaType.APPLICATION_JSON, "text/csv"})
@Authenticated
@RunOnVirtualThread
@Tag(name = "Retention")
public class RetentionResource {

  private final Retention retention;
  private final Sites sites;
  private final Identity identity;
  private final Clock clock;

  RetentionResource(Retention retention, Sites sites, Identity identity, Clock clock) {
    this.retention = retention;
    this.sites = sites;
    this.identity = identity;
    this.clock = clock;
  }

  /** The cohorts of a period. */
  @GET
  @Operation(
      summary = "How many visitors of each day, week or month came back, and when",
      description =
          "Of visitors whom the site itself tells apart by a user id; all others are somebody else"
              + " each day.")
  @APIResponse(
      responseCode = "200",
      description = "The cohorts",
      content = @Content(schema = @Schema(implementation = RetentionView.class)))
  @APIResponse(responseCode = "400", description = "validation-failed")
  @APIResponse(responseCode = "404", description = "unknown-site: none of the caller's workspace")
  @APIResponse(responseCode = "422", description = "report-too-large")
  public Response retention(
      @BeanParam ReportParameters parameters,
      @Parameter(description = "day (the default), week or month") @QueryParam("interval")
          String interval) {
    if (!parameters.filters().isEmpty()) {
      throw ProblemException.invalid("?filter", "is not served here");
    }
    RetentionView view =
        retention.of(
            parameters.site(sites, identity.currentUser()),
            parameters.period(clock.instant()),
            unit(interval));
    if (!parameters.isCsv()) {
      return Response.ok(view, MediaType.APPLICATION_JSON_TYPE).build();
    }
    var csv = new Csv(List.of("first_seen", "after", "visitors"));
    view.cohorts()
        .forEach(
            cohort -> {
              for (int i = 0; i < cohort.returned().size(); i++) {
                csv.row(List.of(cohort.firstSeen(), i, cohort.returned().get(i)));
              }
            });
    return Response.ok(csv.toString(), "text/csv;charset=UTF-8").build();
  }

  private static ChronoUnit unit(String interval) {
    return switch (interval == null ? "day" : interval) {
      case "day" -> ChronoUnit.DAYS;
      case "week" -> ChronoUnit.WEEKS;
      case "month" -> ChronoUnit.MONTHS;
      default -> throw ProblemException.invalid("?interval", "is one of day, week, month");
    };
  }
}
