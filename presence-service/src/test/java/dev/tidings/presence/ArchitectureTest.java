package dev.tidings.presence;

import dev.tidings.platform.testkit.architecture.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  @Test
  void shouldKeepTheRules() {
    ArchitectureRules.of("dev.tidings.presence").check();
  }
}
