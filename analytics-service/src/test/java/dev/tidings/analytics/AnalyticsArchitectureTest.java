package dev.tidings.analytics;

import dev.tidings.platform.testkit.architecture.ArchitectureRules;
import org.junit.jupiter.api.Test;

class AnalyticsArchitectureTest {

  @Test
  void shouldFollowTheArchitecture() {
    ArchitectureRules.of(
            "dev.tidings.analytics",
            "dev.tidings.analytics.hit..",
            "dev.tidings.analytics.warehouse..")
        .check();
  }
}
