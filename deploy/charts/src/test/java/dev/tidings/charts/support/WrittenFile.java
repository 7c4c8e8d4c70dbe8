package dev.tidings.charts.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that is written from other files and checked in. */
public final class WrittenFile {

  /** With it, files are written rather than checked. */
  private static final String WRITE = "tidings.docs.write";

  private WrittenFile() {}

  /** Fails if the file isn't what it would be if it were written now. */
  public static void check(Path file, String expected) {
    try {
      if (Boolean.getBoolean(WRITE)) {
        Files.writeString(file, expected);
      }
      assertThat(Files.exists(file) ? Files.readString(file) : "")
          .as(
              "%s is out of date: mvn -pl deploy/charts test -D%s=true writes it anew",
              Repository.ROOT.relativize(file), WRITE)
          .isEqualTo(expected);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
