package dev.tidings.e2e.browser;

import dev.tidings.e2e.support.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of a published package, as it is; nothing that the package depends on is installed. */
final class NpmPackage {

  private static final Path FOLDER = Path.of("target", "npm").toAbsolutePath();

  private NpmPackage() {}

  /**
   * Downloads a package, unless that has been done, and reads a file of it.
   *
   * @param name with its version, such as {@code left-pad@1.3.0}
   */
  static byte[] file(Node node, String name, String file) {
    try {
      Path unpacked = FOLDER.resolve(name.replaceAll("[^A-Za-z0-9.]", "-"));
      if (!Files.exists(unpacked)) {
        Files.createDirectories(FOLDER);
        String said =
            node.run("npm", "pack", "--silent", "--pack-destination", FOLDER.toString(), name)
                .expectSuccess("npm pack " + name);
        String[] lines = said.strip().split("\n");
        Path archive = FOLDER.resolve(lines[lines.length - 1].strip());
        Path beside = Files.createTempDirectory(FOLDER, "unpacking");
        node.run("tar", "-xzf", archive.toString(), "-C", beside.toString())
            .expectSuccess("Unpacking " + archive);
        Files.move(beside, unpacked);
      }
      return Files.readAllBytes(unpacked.resolve("package").resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
