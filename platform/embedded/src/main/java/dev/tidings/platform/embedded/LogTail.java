package dev.tidings.platform.embedded;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The last lines of a log file, however long the file is. */
public final class LogTail {

  private static final int BYTES_PER_LINE = 400;

  private LogTail() {}

  /** At most so many lines, the oldest first; none if the file can't be read. */
  public static List<String> of(Path log, int lines) {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      long length = file.length();
      long from = Math.max(0, length - (long) lines * BYTES_PER_LINE);
      file.seek(from);
      byte[] bytes = new byte[(int) (length - from)];
      file.readFully(bytes);
      List<String> all = new String(bytes, StandardCharsets.UTF_8).lines().toList();
      // The first line is likely to be a half one unless the file begins there.
      List<String> whole = from > 0 && all.size() > 1 ? all.subList(1, all.size()) : all;
      return whole.subList(Math.max(0, whole.size() - lines), whole.size());
    } catch (IOException e) {
      return List.of();
    }
  }
}
