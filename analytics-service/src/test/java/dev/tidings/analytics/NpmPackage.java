package dev.tidings.analytics;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Test data that others publish, as they are; without npm the test counts as skipped. */
public final class NpmPackage {

  private static final Path FOLDER = Path.of("target", "npm").toAbsolutePath();
  private static final int PATIENCE_MINUTES = 2;

  private NpmPackage() {}

  /**
   * Downloads a package, unless that has been done, and unpacks it; nothing that it depends on is
   * installed and nothing of it runs.
   *
   * @param name with its version, such as {@code left-pad@1.3.0}
   */
  public static Path of(String name) throws IOException, InterruptedException {
    Path unpacked = FOLDER.resolve(name.replaceAll("[^A-Za-z0-9.]", "-"));
    if (!Files.exists(unpacked)) {
      Files.createDirectories(FOLDER);
      Path beside = Files.createTempDirectory(FOLDER, "unpacking");
      assumeThat(
              run(beside, "npm", "pack", "--silent", "--pack-destination", ".", name)
                  && run(beside, "sh", "-c", "tar -xzf *.tgz"))
          .as("npm can get %s", name)
          .isTrue();
      Files.move(beside, unpacked);
    }
    return unpacked.resolve("package");
  }

  private static boolean run(Path folder, String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      boolean ended = process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
      process.destroyForcibly();
      return ended && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
