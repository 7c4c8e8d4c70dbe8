package dev.tidings.analytics.useragent;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** How user agents are read. */
@ConfigMapping(prefix = "tidings.analytics.user-agent")
public interface UserAgentConfig {

  /**
   * A newer {@code regexes.yaml} of uap-core than the one that comes with the service. It is read
   * when the service starts.
   */
  Optional<Path> expressions();
}
