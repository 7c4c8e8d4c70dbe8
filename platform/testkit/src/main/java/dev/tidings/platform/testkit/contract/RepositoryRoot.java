package dev.tidings.platform.testkit.contract;

import java.nio.file.Files;
import java.nio.file.Path;

/** The checkout that a test runs in, whichever module is its working directory. */
public final class RepositoryRoot {

  private RepositoryRoot() {}

  /** The folder with the root pom. */
  public static Path find() {
    Path start = Path.of("").toAbsolutePath();
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(folder.resolve("platform/testkit"))) {
        return folder;
      }
    }
    throw new IllegalStateException("Not inside a checkout: " + start);
  }
}
