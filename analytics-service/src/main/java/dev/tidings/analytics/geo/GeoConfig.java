package dev.tidings.analytics.geo;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Where places are looked up. */
@ConfigMapping(prefix = "tidings.analytics.geo")
public interface GeoConfig {

  /**
   * A database file in MaxMind's format (GeoLite2 or GeoIP2 City or Country, DB-IP City Lite, or of
   * the same fields). It is read again when it has changed. Without one, the service's own file
   * tells countries.
   */
  Optional<Path> database();
}
