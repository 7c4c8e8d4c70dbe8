package dev.tidings.analytics.site;

import dev.tidings.analytics.AnalyticsProblem;
import dev.tidings.analytics.site.SitesConfig.SiteConfig;
import dev.tidings.platform.event.Workspaces;
import dev.tidings.platform.problem.ProblemException;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The configured sites, checked when the service starts. */
@Startup
@ApplicationScoped // behind a proxy: HTTP filters are made before the configuration can be read
public class Sites {

  private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

  private static final int MIN_SECRET_LENGTH = 16;

  private final Map<String, Site> byKey = new TreeMap<>();

  Sites(SitesConfig config) {
    config.sites().forEach((key, site) -> byKey.put(key, site(key, site)));
  }

  /**
   * The site of a key.
   *
   * @throws ProblemException {@code unknown-site}
   */
  public Site get(String key) {
    return Optional.ofNullable(byKey.get(key)).orElseThrow(Sites::unknown);
  }

  /**
   * The site of a key, for a reader of its numbers.
   *
   * @throws ProblemException {@code unknown-site} also if the site is of another workspace
   */
  public Site get(String key, String workspace) {
    return Optional.ofNullable(byKey.get(key))
        .filter(site -> site.workspace().equals(workspace))
        .orElseThrow(Sites::unknown);
  }

  /**
   * The site of a key or, failing that, the first one by key that lists the host as an origin;
   * {@code www.} does not matter. Trackers of other makers name a site by its domain.
   *
   * @throws ProblemException {@code unknown-site}
   */
  public Site getByKeyOrHost(String keyOrHost) {
    Site site = byKey.get(keyOrHost);
    return site != null
        ? site
        : byKey.values().stream()
            .filter(candidate -> candidate.isAt(keyOrHost))
            .findFirst()
            .orElseThrow(Sites::unknown);
  }

  /**
   * The site of a sender of the Measurement Protocol.
   *
   * @throws ProblemException {@code unknown-site}
   */
  public Site getByMeasurementId(String measurementId) {
    return byKey.values().stream()
        .filter(site -> site.measurementId().equals(measurementId))
        .findFirst()
        .orElseThrow(Sites::unknown);
  }

  /** Whether pages of the origin may send hits to any site: what a CORS preflight asks. */
  public boolean covers(String origin) {
    return byKey.values().stream().anyMatch(site -> site.covers(origin));
  }

  private static Site site(String key, SiteConfig config) {
    String property = "tidings.analytics.sites." + key;
    if (!KEY.matcher(key).matches()) {
      throw new IllegalArgumentException(
          property
              + ": a site key has 1 to 64 lower-case letters, digits, dots, hyphens, underscores");
    }
    if (!Workspaces.isTenant(config.workspace())) {
      throw new IllegalArgumentException(
          property + ".workspace: '" + config.workspace() + "' cannot be a workspace");
    }
    return new Site(
        key,
        config.workspace(),
        config.origins().orElse(List.of()).stream()
            .map(origin -> allowed(property, origin))
            .toList(),
        config.acceptMissingOrigin(),
        config.apiSecrets().orElse(List.of()).stream()
            .map(secret -> strong(property, secret))
            .toList(),
        config.measurementId().orElse(key));
  }

  private static String strong(String property, String secret) {
    if (secret.length() < MIN_SECRET_LENGTH) {
      throw new IllegalArgumentException(
          property + ".api-secrets: a secret has " + MIN_SECRET_LENGTH + " characters or more");
    }
    return secret;
  }

  private static AllowedOrigin allowed(String property, String origin) {
    try {
      return AllowedOrigin.parse(origin.strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(property + ".origins: " + e.getMessage(), e);
    }
  }

  private static ProblemException unknown() {
    return new ProblemException(AnalyticsProblem.UNKNOWN_SITE, "There is no site with this key.");
  }
}
