package dev.tidings.analytics.ledger;

import dev.tidings.analytics.site.Site;
import dev.tidings.analytics.site.Sites;
import dev.tidings.platform.event.Timestamps;
import dev.tidings.platform.identity.Identity;
import dev.tidings.platform.problem.ProblemException;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The ledger of a site, so that nobody has to guess where hits have gone. */
@Path("/api/analytics/ledger")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@RunOnVirtualThread
@Tag(name = "Ingest")
public class LedgerResource {

  private static final Duration A_DAY = Duration.ofDays(1);

  private final LedgerReports reports;
  private final Sites sites;
  private final Identity identity;
  private final Clock clock;

  LedgerResource(LedgerReports reports, Sites sites, Identity identity, Clock clock) {
    this.reports = reports;
    this.sites = sites;
    this.identity = identity;
    this.clock = clock;
  }

  /**
   * What became of the hits that were sent to a site.
   *
   * @throws ProblemException {@code unknown-site} if the caller's workspace has no such site
   */
  @GET
  @Operation(
      summary = "What became of the hits that were sent to a site",
      description =
          "received = accepted + filtered + refused, by whole hours (UTC). Programs are among the"
              + " accepted, with reasons that begin with 'bot-'.")
  @APIResponse(responseCode = "200", description = "The sums, and those of each reason")
  @APIResponse(responseCode = "400", description = "validation-failed")
  @APIResponse(responseCode = "404", description = "unknown-site: none of the caller's workspace")
  public LedgerView ledger(
      @Parameter(description = "The site's key", example = "default") @QueryParam("site")
          String site,
      @Parameter(description = "From the hour of this time on; the last 24 hours if it is absent")
          @QueryParam("from")
          String from,
      @Parameter(description = "Up to and with the hour of this time; up to now if it is absent")
          @QueryParam("to")
          String to) {
    if (site == null || site.isBlank()) {
      throw ProblemException.invalid("?site", "says the site's key");
    }
    Site own = sites.get(site, identity.currentUser().workspace());
    Instant last = to == null ? clock.instant() : time(to, "?to");
    Instant first = from == null ? last.minus(A_DAY) : time(from, "?from");
    if (first.isAfter(last)) {
      throw ProblemException.invalid("?from", "is not after 'to'");
    }
    return reports.of(
        own,
        first.truncatedTo(ChronoUnit.HOURS),
        last.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS));
  }

  private static Instant time(String text, String pointer) {
    try {
      return Timestamps.parse(text);
    } catch (DateTimeParseException e) {
      throw ProblemException.invalid(pointer, "must be a time such as 2026-03-01T10:00:00Z");
    }
  }
}
