package dev.tidings.notification;

import dev.tidings.platform.testkit.architecture.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  @Test
  void shouldKeepTheRules() {
    ArchitectureRules.of("dev.tidings.notification").check();
  }
}
