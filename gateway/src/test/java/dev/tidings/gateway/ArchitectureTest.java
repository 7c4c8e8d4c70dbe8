package dev.tidings.gateway;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.tidings.platform.testkit.architecture.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  /** The protocol is a module of its own, which reads and writes its frames without reflection. */
  @Test
  void shouldFollowTheArchitecture() {
    ArchitectureRules.of(
            "dev.tidings.gateway",
            "dev.tidings.gateway.connection..",
            "dev.tidings.gateway.debug..",
            "dev.tidings.gateway.outbound..",
            "dev.tidings.gateway.fanout..",
            "dev.tidings.gateway.recovery..",
            "dev.tidings.gateway.announcement..",
            "dev.tidings.gateway.publication..",
            "dev.tidings.gateway.replicated..",
            "dev.tidings.gateway.revocation..")
        .check(
            new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(location -> !location.contains("/gateway/protocol/"))
                .importPackages("dev.tidings.gateway"));
  }
}
