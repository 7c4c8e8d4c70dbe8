package dev.tidings.analytics.ledger;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long ledgers are kept. */
@ConfigMapping(prefix = "tidings.analytics.ledger")
public interface LedgerConfig {

  /** How long the sums of an hour are kept. */
  @WithDefault("400d")
  Duration keptFor();
}
