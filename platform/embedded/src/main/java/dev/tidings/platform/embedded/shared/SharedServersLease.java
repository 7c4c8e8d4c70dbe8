package dev.tidings.platform.embedded.shared;

import dev.tidings.platform.embedded.EmbeddedServerException;
import dev.tidings.platform.embedded.LogTail;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A claim on the shared servers: they run at least until it is closed, or its process has ended.
 * Whoever comes first starts them; a file lock keeps two processes from doing so at once.
 */
public final class SharedServersLease implements AutoCloseable {

  private static final Duration START_TIMEOUT = Duration.ofSeconds(150);
  private static final int HANDSHAKE_MILLIS = 5_000;
  private static final long POLL_MILLIS = 100;

  private final SharedServersAddress address;
  private final Socket connection;

  private SharedServersLease(SharedServersAddress address, Socket connection) {
    this.address = address;
    this.connection = connection;
  }

  /**
   * Joins the running servers or starts them, which takes some seconds.
   *
   * @param directory belongs to the shared servers of one checkout
   * @param module the directory {@code target} of this module: its classes and its {@code lib}
   * @param idle how long started servers outlive their last lease
   */
  public static SharedServersLease acquire(Path directory, Path module, Duration idle)
      throws EmbeddedServerException, IOException, InterruptedException {
    Files.createDirectories(directory);
    try (FileChannel channel =
            FileChannel.open(
                directory.resolve("servers.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      if (!lock.isValid()) {
        throw new IOException("the lock of " + directory + " was lost");
      }
      Optional<SharedServersLease> running = join(directory);
      return running.isPresent() ? running.get() : start(directory, module, idle);
    }
  }

  public SharedServersAddress address() {
    return address;
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }

  private static Optional<SharedServersLease> join(Path directory) throws IOException {
    Optional<SharedServersAddress> address =
        SharedServersAddress.read(directory.resolve(SharedServersProcess.ADDRESS_FILE));
    if (address.isEmpty()) {
      return Optional.empty();
    }
    Socket connection = null;
    try {
      connection = new Socket(InetAddress.getLoopbackAddress(), address.get().leasePort());
      connection.setSoTimeout(HANDSHAKE_MILLIS);
      if (connection.getInputStream().read() == Leases.GRANTED[0]) {
        return Optional.of(new SharedServersLease(address.get(), connection));
      }
      connection.close();
      return Optional.empty();
    } catch (IOException e) {
      if (connection != null) {
        connection.close();
      }
      return Optional.empty();
    }
  }

  private static SharedServersLease start(Path directory, Path module, Duration idle)
      throws EmbeddedServerException, IOException, InterruptedException {
    Files.deleteIfExists(directory.resolve(SharedServersProcess.ADDRESS_FILE));
    Path run = Files.createTempDirectory(directory, "run-");
    copyProgram(module, run);
    Path log = directory.resolve("servers.log");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-cp",
                run.resolve("classes") + ":" + run.resolve("lib") + "/*",
                SharedServersProcess.class.getName(),
                directory.toString(),
                run.toString(),
                idle.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    process.getOutputStream().close();
    long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
    while (System.nanoTime() < deadline) {
      Optional<SharedServersLease> lease = join(directory);
      if (lease.isPresent()) {
        return lease.get();
      }
      if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new EmbeddedServerException.StartFailed(
            "The servers of the tests don't start: " + String.join("\n", LogTail.of(log, 20)));
      }
    }
    process.destroyForcibly();
    throw new EmbeddedServerException.StartFailed(
        "The servers of the tests weren't ready within " + START_TIMEOUT + "; see " + log);
  }

  /**
   * The servers outlive a build, and the next build may begin with a clean: they run from files of
   * their own, which cost next to nothing as hard links.
   */
  private static void copyProgram(Path module, Path run)
      throws EmbeddedServerException, IOException {
    Path libraries = module.resolve("lib");
    if (!Files.isDirectory(libraries)) {
      throw new EmbeddedServerException.StartFailed(
          "There is no " + libraries + ": build platform/embedded first (it makes the directory).");
    }
    Path lib = Files.createDirectory(run.resolve("lib"));
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(libraries, "*.jar")) {
      for (Path jar : jars) {
        linkOrCopy(jar, lib.resolve(jar.getFileName()));
      }
    }
    Path classes = module.resolve("classes");
    List<Path> files;
    try (Stream<Path> walk = Files.walk(classes)) {
      files = walk.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      Path copy = run.resolve("classes").resolve(classes.relativize(file).toString());
      Files.createDirectories(copy.getParent());
      Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void linkOrCopy(Path from, Path to) throws IOException {
    try {
      Files.createLink(to, from);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (IOException | UnsupportedOperationException e) {
      Files.copy(from, to);
    }
  }
}
