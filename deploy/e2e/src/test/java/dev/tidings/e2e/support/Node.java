package dev.tidings.e2e.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Node and npm of this machine, in one folder. */
public final class Node {

  private static final int REQUIRED = 20;
  private static final Pattern VERSION = Pattern.compile("v(\\d+)\\..*");
  private static final long PATIENCE_MINUTES = 10;

  private final Path folder;

  private Node(Path folder) {
    this.folder = folder;
  }

  /** What a command has said, and how it ended. */
  public record Output(int exitCode, String text) {

    /** What it has said, if it went well. */
    public String expectSuccess(String what) {
      if (exitCode != 0) {
        throw new AssertionError(what + " ended with " + exitCode + ":\n" + text);
      }
      return text;
    }
  }

  /** Empty if there is no Node that is new enough, or no npm. */
  public static Optional<Node> in(Path folder) {
    var node = new Node(folder);
    try {
      var version = VERSION.matcher(node.run("node", "--version").text().strip());
      return version.matches()
              && Integer.parseInt(version.group(1)) >= REQUIRED
              && node.run("npm", "--version").exitCode() == 0
          ? Optional.of(node)
          : Optional.empty();
    } catch (UncheckedIOException e) {
      return Optional.empty();
    }
  }

  /** Installs what the folder's lock file names, unless that has been done. */
  public void install() {
    try {
      Path installed = folder.resolve("node_modules/.package-lock.json");
      Path wanted = folder.resolve("package-lock.json");
      if (!Files.exists(installed)
          || Files.getLastModifiedTime(installed).compareTo(Files.getLastModifiedTime(wanted))
              < 0) {
        run("npm", "ci", "--no-audit", "--no-fund").expectSuccess("npm ci");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a command of an installed package. */
  public Output packaged(String command, String... arguments) {
    var line = new ArrayList<>(List.of("node_modules/.bin/" + command));
    line.addAll(List.of(arguments));
    return run(line.toArray(String[]::new));
  }

  public Output run(String... command) {
    try {
      Path output = Files.createTempFile("node", ".log");
      try {
        Process process =
            new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
          process.destroyForcibly();
          throw new AssertionError(String.join(" ", command) + " doesn't end");
        }
        return new Output(process.exitValue(), Files.readString(output, UTF_8));
      } finally {
        Files.delete(output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
