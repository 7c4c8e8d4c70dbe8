package dev.tidings.bench.peer;

import dev.tidings.bench.server.Conversation;
import dev.tidings.bench.server.Greeting;
import dev.tidings.bench.server.Notice;
import dev.tidings.bench.server.Publisher;
import dev.tidings.bench.server.Seat;
import dev.tidings.bench.server.ServerProcess;
import dev.tidings.bench.server.Target;
import dev.tidings.bench.server.TargetException;
import dev.tidings.bench.wire.Link;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** nginx with nchan, one worker; publishing is an HTTP POST. */
public final class NchanTarget implements Target {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int MAX_FILES = 19_900;

  private final ServerProcess server;
  private final InetSocketAddress address;

  private NchanTarget(ServerProcess server, InetSocketAddress address) {
    this.server = server;
    this.address = address;
  }

  /**
   * Gets Debian's packages if they are missing, then starts the server.
   *
   * @param scripts the folder with {@code install.sh}, {@code start.sh} and {@code nginx.conf}
   * @param cache where packages are unpacked, to be found again
   * @param work for the configuration and logs
   */
  public static NchanTarget start(Path scripts, Path cache, Path work)
      throws TargetException, InterruptedException {
    String[] installed = install(scripts, cache);
    int port = ServerProcess.freePort();
    Path configuration = work.resolve("nginx.conf");
    try {
      Files.writeString(
          configuration,
          Files.readString(scripts.resolve("nginx.conf"))
              .replace("@module@", installed[1])
              .replace("@directory@", work.toString())
              .replace("@files@", Integer.toString(MAX_FILES))
              .replace("@connections@", Integer.toString(MAX_FILES))
              .replace("@port@", Integer.toString(port)));
    } catch (IOException e) {
      throw new TargetException("nginx' configuration can't be written", e);
    }
    var command =
        new ProcessBuilder(
            scripts.resolve("start.sh").toString(),
            installed[0],
            "-p",
            work.toString(),
            "-c",
            configuration.toString(),
            "-e",
            work.resolve("error.log").toString());
    var address = new InetSocketAddress("127.0.0.1", port);
    return new NchanTarget(
        ServerProcess.startAt(address, command, work.resolve("nginx.log"), PATIENCE), address);
  }

  /** The paths of nginx and of the module. */
  private static String[] install(Path scripts, Path cache)
      throws TargetException, InterruptedException {
    try {
      Process process =
          new ProcessBuilder(scripts.resolve("install.sh").toString(), cache.toString())
              .redirectErrorStream(true)
              .start();
      String output = new String(process.getInputStream().readAllBytes()).strip();
      if (process.waitFor() != 0) {
        throw new TargetException(output);
      }
      return output.lines().toList().getLast().split(" ");
    } catch (IOException e) {
      throw new TargetException("nginx can't be installed", e);
    }
  }

  @Override
  public String name() {
    return "nchan";
  }

  @Override
  public InetSocketAddress address() {
    return address;
  }

  @Override
  public List<Long> serverProcesses() {
    return server.ids();
  }

  @Override
  public Conversation conversation(Seat seat) {
    return new Reader(seat.channel());
  }

  @Override
  public Publisher publisher(String workspace) {
    return new NchanPublisher(address);
  }

  @Override
  public void close() {
    server.close();
  }

  /** Who connects is subscribed. */
  private record Reader(String channel) implements Conversation {

    @Override
    public String path() {
      return "/subscribe/" + channel;
    }

    @Override
    public Greeting opened(Link link) {
      return new Greeting.Ready(true);
    }

    @Override
    public Greeting answered(Link link, String text) {
      return new Greeting.Ready(true);
    }

    @Override
    public Notice noticed(Link link, String text) {
      return new Notice.Other();
    }
  }
}
