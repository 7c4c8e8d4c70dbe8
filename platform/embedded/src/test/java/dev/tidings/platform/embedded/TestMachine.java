package dev.tidings.platform.embedded;

import java.nio.file.Path;
import java.time.Duration;

/** Where this build has the servers' jars, and where its tests may unpack things once for all. */
final class TestMachine {

  static final Path LIBRARIES = Path.of("target/lib").toAbsolutePath();
  static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));
  static final Duration TIMEOUT = Duration.ofSeconds(60);
  static final Duration GRACE = Duration.ofSeconds(20);

  private TestMachine() {}

  static PostgresBinaries postgresBinaries() {
    return new PostgresBinaries(LIBRARIES, Path.of("target/postgres").toAbsolutePath());
  }
}
