package dev.tidings.analytics.report;

import dev.tidings.analytics.rollup.Filter;
import dev.tidings.analytics.site.Site;
import dev.tidings.analytics.site.Sites;
import dev.tidings.platform.identity.CurrentUser;
import dev.tidings.platform.problem.ProblemException;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** What every report is asked for by. */
public final class ReportParameters {

  @QueryParam("site")
  @Parameter(description = "The site's key", example = "default")
  String site;

  @QueryParam("from")
  @Parameter(
      description = "The first day, or a time with offset; 30 days before the end by default",
      example = "2026-03-01")
  String from;

  @QueryParam("to")
  @Parameter(
      description = "The last day, or a time with offset; today by default",
      example = "2026-03-31")
  String to;

  @QueryParam("timezone")
  @Parameter(
      description = "On whose clock days begin: an IANA name; UTC by default",
      example = "Europe/Berlin")
  String timezone;

  @QueryParam("filter")
  @Parameter(
      description =
          "dimension:comparison:values, all of them hold. Comparisons: is, is-not, contains, like"
              + " (with * for any text); values are separated by |, one is enough",
      example = "country:is:DE|FR")
  List<String> filter;

  @QueryParam("format")
  @Parameter(description = "json (the default) or csv")
  String format;

  /**
   * The site, if the caller may see its numbers.
   *
   * @throws ProblemException {@code validation-failed}, {@code unknown-site}
   */
  public Site site(Sites sites, CurrentUser caller) {
    if (site == null || site.isBlank()) {
      throw ProblemException.invalid("?site", "says the site's key");
    }
    return sites.get(site, caller.workspace());
  }

  /** The time that is asked for. */
  public Period period(Instant now) {
    return Period.of(from, to, timezone, now);
  }

  /** Which hits and visits count. */
  public List<Filter> filters() {
    return Filters.parse(filter);
  }

  /** Whether a table is wanted. */
  public boolean isCsv() {
    if (format == null || format.equals("json")) {
      return false;
    }
    if (format.equals("csv")) {
      return true;
    }
    throw ProblemException.invalid("?format", "is json or csv");
  }

  /** The period to compare with. */
  static Optional<Period> comparison(String compare, Period period) {
    return switch (compare == null ? "none" : compare) {
      case "none" -> Optional.empty();
      case "previous" -> Optional.of(period.previous());
      case "year" -> Optional.of(period.yearBefore());
      default -> throw ProblemException.invalid("?compare", "is none, previous or year");
    };
  }
}
