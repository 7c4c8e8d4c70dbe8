package dev.tidings.platform.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Is there room to write? Both servers stop in unpleasant ways when there is none, so it is asked
 * before a start.
 */
public final class DiskSpace {

  private DiskSpace() {}

  /**
   * Requires free space on the file system of a directory, which is created if needed.
   *
   * @throws EmbeddedServerException.DiskFull if fewer than {@code bytes} are usable
   */
  public static void require(Path directory, long bytes) throws EmbeddedServerException {
    try {
      Files.createDirectories(directory);
      long usable = Files.getFileStore(directory).getUsableSpace();
      if (usable < bytes) {
        throw new EmbeddedServerException.DiskFull(directory, usable, bytes);
      }
    } catch (IOException e) {
      throw EmbeddedServerException.of("A directory can't be made", directory, e);
    }
  }

  /**
   * Whether an error, by the text of the operating system, says that a disk or a quota is
   * exhausted.
   */
  public static boolean isExhausted(Throwable error) {
    for (Throwable e = error; e != null; e = e.getCause()) {
      if (e.getMessage() != null && isExhausted(e.getMessage())) {
        return true;
      }
    }
    return false;
  }

  /** Whether a line of a log says that a disk or a quota is exhausted. */
  public static boolean isExhausted(String line) {
    return line.contains("No space left on device") || line.contains("Disk quota exceeded");
  }
}
