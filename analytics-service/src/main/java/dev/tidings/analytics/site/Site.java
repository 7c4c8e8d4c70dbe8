package dev.tidings.analytics.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.analytics.AnalyticsProblem;
import dev.tidings.platform.problem.ProblemException;
import java.security.MessageDigest;
import java.util.List;

/**
 * A site whose visitors are counted.
 *
 * @param key names the site in hits; public, as it stands in every page's source
 * @param workspace who sees its numbers
 * @param apiSecrets what servers show that may send hits for visitors
 * @param measurementId what senders of the Measurement Protocol call it
 */
public record Site(
    String key,
    String workspace,
    List<AllowedOrigin> origins,
    boolean acceptMissingOrigin,
    List<String> apiSecrets,
    String measurementId) {

  public Site {
    origins = List.copyOf(origins);
    apiSecrets = List.copyOf(apiSecrets);
  }

  /** The address of the site's first page, for hits that happened on none. */
  public String home() {
    return origins.isEmpty() ? "https://" + key + "/" : origins.getFirst().address() + "/";
  }

  /**
   * Checks that a server may send hits for visitors.
   *
   * @param secret null if none was sent
   * @throws ProblemException {@code wrong-secret}
   */
  public void requireSecret(String secret) {
    byte[] given = secret == null ? new byte[0] : secret.getBytes(UTF_8);
    boolean right = false;
    for (String apiSecret : apiSecrets) {
      // Each is compared as a whole, so that the time that it takes tells nothing.
      right |= MessageDigest.isEqual(apiSecret.getBytes(UTF_8), given);
    }
    if (!right) {
      throw new ProblemException(AnalyticsProblem.WRONG_SECRET, "The site has no such secret.");
    }
  }

  /** Says no secret, so that no log can. */
  @Override
  public String toString() {
    return "Site " + key + " of " + workspace;
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
