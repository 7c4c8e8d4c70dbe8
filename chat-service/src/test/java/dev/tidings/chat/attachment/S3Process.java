package dev.tidings.chat.attachment;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * s3rver, a small server that speaks S3, as a process of Node; installed by npm when it is missing.
 */
final class S3Process implements AutoCloseable {

  private static final String VERSION = "3.7.1";
  private static final Path HOME = Path.of("target", "s3rver-" + VERSION);
  private static final Path PROGRAM = HOME.resolve("node_modules/s3rver/bin/s3rver.js");
  private static final long INSTALL_SECONDS = 60;
  private static final long START_MILLIS = 20_000;

  private final Process process;
  private final URI address;

  private S3Process(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /** Starts it with a bucket; empty if it can't be had here. */
  static Optional<S3Process> start(Path data, String bucket) throws InterruptedException {
    try {
      if (!Files.exists(PROGRAM) && !isInstalled()) {
        return Optional.empty();
      }
      int port = freePort();
      Process process =
          new ProcessBuilder(
                  "node",
                  PROGRAM.toString(),
                  "--directory=" + Files.createDirectories(data),
                  "--address=127.0.0.1",
                  "--port=" + port,
                  "--configure-bucket",
                  bucket)
              .redirectErrorStream(true)
              .redirectOutput(HOME.resolve("s3rver.log").toFile())
              .start();
      var server = new S3Process(process, URI.create("http://127.0.0.1:" + port));
      if (!server.answers()) {
        server.close();
        return Optional.empty();
      }
      return Optional.of(server);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static boolean isInstalled() throws IOException, InterruptedException {
    Files.createDirectories(HOME);
    Process npm =
        new ProcessBuilder(
                List.of(
                    "npm",
                    "install",
                    "--prefix=" + HOME.toAbsolutePath(),
                    "--no-audit",
                    "--no-fund",
                    "--no-package-lock",
                    "s3rver@" + VERSION))
            .redirectErrorStream(true)
            .redirectOutput(HOME.resolve("npm.log").toFile())
            .start();
    if (!npm.waitFor(INSTALL_SECONDS, TimeUnit.SECONDS)) {
      npm.destroyForcibly();
      return false;
    }
    return npm.exitValue() == 0 && Files.exists(PROGRAM);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private boolean answers() throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(START_MILLIS);
    while (process.isAlive() && System.nanoTime() < end) {
      try {
        var connection = (HttpURLConnection) address.toURL().openConnection();
        connection.getResponseCode();
        return true;
      } catch (IOException e) {
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
    return false;
  }

  URI address() {
    return address;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
