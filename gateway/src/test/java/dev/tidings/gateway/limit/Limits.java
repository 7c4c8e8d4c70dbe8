package dev.tidings.gateway.limit;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** The documented defaults with one property changed, read as an installation's would be. */
final class Limits {

  private Limits() {}

  static LimitsConfig with(String property, String value) {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withMapping(LimitsConfig.class)
        .withSources(
            new PropertiesConfigSource(
                Map.of("tidings.gateway.limits." + property, value), "test", 500))
        .build()
        .getConfigMapping(LimitsConfig.class);
  }
}
