package dev.tidings.chat;

import dev.tidings.platform.testkit.architecture.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ChatArchitectureTest {

  @Test
  void shouldKeepTheArchitecture() {
    ArchitectureRules.of("dev.tidings.chat", "..chat.signal..").check();
  }
}
