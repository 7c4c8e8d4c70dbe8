package dev.tidings.analytics.report;

import dev.tidings.analytics.rollup.Dimension;
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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What was on a site, for everybody of its workspace. */
@Path("/api/analytics")
@Produces({MediaType.APPLICATION_JSON, ReportResource.CSV})
@Authenticated
@RunOnVirtualThread
@Tag(name = "Reports")
@APIResponse(responseCode = "400", description = "validation-failed")
@APIResponse(responseCode = "404", description = "unknown-site: none of the caller's workspace")
@APIResponse(responseCode = "422", description = "report-too-large")
public class ReportResource {

  static final String CSV = "text/csv";

  private static final int DEFAULT_ROWS = 100;
  private static final int MOST_ROWS = 1_000;

  private final Reports reports;
  private final Sites sites;
  private final Identity identity;
  private final Clock clock;

  ReportResource(Reports reports, Sites sites, Identity identity, Clock clock) {
    this.reports = reports;
    this.sites = sites;
    this.identity = identity;
    this.clock = clock;
  }

  /** The numbers of a period as one. */
  @GET
  @Path("overview")
  @Operation(summary = "Visitors, visits, page views, bounces and durations of a period")
  @APIResponse(
      responseCode = "200",
      description = "The numbers",
      content = @Content(schema = @Schema(implementation = OverviewView.class)))
  public Response overview(
      @BeanParam ReportParameters parameters,
      @Parameter(description = "none, previous (as long, just before) or year")
          @QueryParam("compare")
          String compare) {
    Site site = site(parameters);
    Period period = parameters.period(clock.instant());
    Optional<Period> comparison = ReportParameters.comparison(compare, period);
    OverviewView overview = reports.overview(site, period, comparison, parameters.filters());
    return parameters.isCsv() ? csv("overview", Csv.of(overview)) : json(overview);
  }

  /** The numbers of a period over time. */
  @GET
  @Path("timeseries")
  @Operation(summary = "The numbers of each hour, day, week or month of a period")
  @APIResponse(
      responseCode = "200",
      description = "The numbers",
      content = @Content(schema = @Schema(implementation = SeriesView.class)))
  public Response timeseries(
      @BeanParam ReportParameters parameters,
      @Parameter(description = "none, previous (as long, just before) or year")
          @QueryParam("compare")
          String compare,
      @Parameter(description = "hour, day, week or month") @QueryParam("interval")
          String interval) {
    Site site = site(parameters);
    Period period = parameters.period(clock.instant());
    Optional<Period> comparison = ReportParameters.comparison(compare, period);
    SeriesView series =
        reports.series(
            site, period, comparison, Interval.of(interval, period), parameters.filters());
    return parameters.isCsv() ? csv("timeseries", Csv.of(series)) : json(series);
  }

  /** The numbers of a period by what hits and visits have in common. */
  @GET
  @Path("breakdown")
  @Operation(
      summary = "The numbers of a period by the values of a dimension",
      description =
          "Dimensions of a visit, such as its source, count all hits of the visit. By page and"
              + " hostname, a visit counts for the one it began on.")
  @APIResponse(
      responseCode = "200",
      description = "The numbers",
      content = @Content(schema = @Schema(implementation = BreakdownView.class)))
  public Response breakdown(
      @BeanParam ReportParameters parameters,
      @Parameter(description = "A dimension, or prop:<name> of an event", example = "source")
          @QueryParam("dimension")
          String dimension,
      @Parameter(description = "How many values, up to 1,000") @QueryParam("limit") Integer limit) {
    BreakdownView breakdown =
        reports.breakdown(
            site(parameters),
            parameters.period(clock.instant()),
            Filters.breakdown(dimension),
            dimension,
            parameters.filters(),
            rows(limit));
    return parameters.isCsv() ? csv("breakdown", Csv.of(breakdown)) : json(breakdown);
  }

  /** The pages that are read most. */
  @GET
  @Path("pages")
  @Operation(summary = "The popular pages of a period")
  @APIResponse(
      responseCode = "200",
      description = "The numbers",
      content = @Content(schema = @Schema(implementation = BreakdownView.class)))
  public Response pages(
      @BeanParam ReportParameters parameters,
      @Parameter(description = "How many pages, up to 1,000") @QueryParam("limit") Integer limit) {
    BreakdownView pages =
        reports.pages(
            site(parameters),
            parameters.period(clock.instant()),
            parameters.filters(),
            rows(limit));
    return parameters.isCsv() ? csv("pages", Csv.of(pages)) : json(pages);
  }

  /** The dimensions that there are, for menus. */
  @GET
  @Path("dimensions")
  @Operation(summary = "By what reports can be broken down and filtered")
  @APIResponse(responseCode = "200", description = "Their names")
  public List<Dimension> dimensions() {
    return List.of(Dimension.values());
  }

  private static int rows(Integer limit) {
    int rows = limit == null ? DEFAULT_ROWS : limit;
    if (rows < 1 || rows > MOST_ROWS) {
      throw ProblemException.invalid("?limit", "is between 1 and " + MOST_ROWS);
    }
    return rows;
  }

  private Site site(ReportParameters parameters) {
    return parameters.site(sites, identity.currentUser());
  }

  private static Response json(Object view) {
    return Response.ok(view, MediaType.APPLICATION_JSON_TYPE).build();
  }

  private static Response csv(String name, String table) {
    return Response.ok(table, CSV + ";charset=UTF-8")
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + ".csv\"")
        .build();
  }
}
