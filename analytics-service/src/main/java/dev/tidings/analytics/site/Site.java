package dev.tidings.analytics.site;

import dev.tidings.analytics.AnalyticsProblem;
import dev.tidings.platform.problem.ProblemException;
import java.util.List;

/**
 * A site whose visitors are counted.
 *
 * @param key names the site in hits; public, as it stands in every page's source
 * @param workspace who sees its numbers
 */
public record Site(
    String key, String workspace, List<AllowedOrigin> origins, boolean acceptMissingOrigin) {

  public Site {
    origins = List.copyOf(origins);
  }

  /** Whether pages of the origin may send hits. */
  public boolean covers(String origin) {
    return origins.stream().anyMatch(allowed -> allowed.covers(origin));
  }

  /** Whether the host is among the site's origins, with or without {@code www.}. */
  boolean isAt(String host) {
    return origins.stream()
        .anyMatch(allowed -> withoutWww(allowed.host()).equalsIgnoreCase(withoutWww(host)));
  }

  private static String withoutWww(String host) {
    return host.startsWith("www.") ? host.substring("www.".length()) : host;
  }

  /**
   * Checks where a hit comes from.
   *
   * @param origin the {@code Origin} header; null if there was none
   * @throws ProblemException {@code origin-not-allowed}
   */
  public void requireOrigin(String origin) {
    boolean allowed = origin == null ? acceptMissingOrigin : covers(origin);
    if (!allowed) {
      throw new ProblemException(
          AnalyticsProblem.ORIGIN_NOT_ALLOWED,
          origin == null
              ? "The site wants an Origin header."
              : "The site accepts no hits from pages of this origin.");
    }
  }
}
