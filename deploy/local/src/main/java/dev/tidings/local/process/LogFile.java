package dev.tidings.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The log of a process: appended to over restarts; at a start a big one becomes {@code
 * <name>.log.1}.
 */
public record LogFile(Path path) {

  private static final long ROTATE_BYTES = 20L << 20;

  public void rotateIfBig() throws IOException {
    Files.createDirectories(path.getParent());
    if (Files.exists(path) && Files.size(path) > ROTATE_BYTES) {
      Files.move(
          path,
          path.resolveSibling(path.getFileName() + ".1"),
          StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
