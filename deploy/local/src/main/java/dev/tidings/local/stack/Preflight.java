package dev.tidings.local.stack;

import dev.tidings.local.CannotProceed;
import dev.tidings.local.settings.Part;
import dev.tidings.local.settings.PartProcess;
import dev.tidings.local.settings.Settings;
import dev.tidings.platform.embedded.DiskSpace;
import dev.tidings.platform.embedded.EmbeddedServerException;
import dev.tidings.platform.embedded.Ports;
import java.nio.file.Files;

/** What can be known to go wrong before anything is started. */
final class Preflight {

  /**
   * PostgreSQL's first files, Kafka's first segments, the unpacked programs, and some room to live.
   */
  private static final long NEEDED_BYTES = 400L << 20;

  private Preflight() {}

  static void check(Settings settings) throws CannotProceed, EmbeddedServerException {
    for (Part application : Part.APPLICATIONS) {
      if (!Files.isRegularFile(ApplicationChild.jar(settings.root(), application))) {
        throw new CannotProceed(
            application.processName() + " isn't built yet: run ./tidings build.");
      }
    }
    DiskSpace.require(settings.home().directory(), NEEDED_BYTES);
    for (PartProcess process : settings.processes()) {
      if (!Ports.isFree(process.port())) {
        throw new CannotProceed(
            "Port %d of %s is taken by another program. Free it, or choose another port by %s."
                .formatted(process.port(), process.name(), process.part().portVariable()));
      }
    }
  }
}
