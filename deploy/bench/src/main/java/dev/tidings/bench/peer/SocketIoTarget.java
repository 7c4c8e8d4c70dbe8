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
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;

/** Socket.IO 4 in one Node process; a channel is a room, and publishing is an event of a client. */
public final class SocketIoTarget implements Target {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Notice OTHER = new Notice.Other();

  private final ServerProcess server;
  private final InetSocketAddress address;

  private SocketIoTarget(ServerProcess server, InetSocketAddress address) {
    this.server = server;
    this.address = address;
  }

  /**
   * Installs what is missing by npm, then starts the server.
   *
   * @param scripts the folder with {@code package.json} and {@code server.js}
   * @param cache where packages are installed, to be found again
   * @param work for logs
   */
  public static SocketIoTarget start(Path scripts, Path cache, Path work)
      throws TargetException, InterruptedException {
    copy(scripts, cache);
    if (!Files.isDirectory(cache.resolve("node_modules/socket.io"))) {
      install(cache);
    }
    int port = ServerProcess.freePort();
    var command =
        new ProcessBuilder("node", "server.js", Integer.toString(port)).directory(cache.toFile());
    var address = new InetSocketAddress("127.0.0.1", port);
    return new SocketIoTarget(
        ServerProcess.startAt(address, command, work.resolve("socketio.log"), PATIENCE), address);
  }

  private static void copy(Path scripts, Path cache) throws TargetException {
    try {
      Files.createDirectories(cache);
      for (String file : List.of("package.json", "server.js")) {
        Files.copy(scripts.resolve(file), cache.resolve(file), StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new TargetException("the server's script can't be copied to " + cache, e);
    }
  }

  private static void install(Path directory) throws TargetException, InterruptedException {
    try {
      int code =
          new ProcessBuilder(
                  "npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--silent")
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor();
      if (code != 0) {
        throw new TargetException("npm can't install socket.io (" + code + ")");
      }
    } catch (IOException e) {
      throw new TargetException("there is no npm", e);
    }
  }

  @Override
  public String name() {
    return "socketio";
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
    return new Member(seat.channel());
  }

  @Override
  public Publisher publisher(String workspace) {
    return new SocketIoPublisher(address);
  }

  @Override
  public void close() {
    server.close();
  }

  /** Engine.IO 4 and Socket.IO 5 as they are on the wire: "4" is a message, "0" connects. */
  private record Member(String channel) implements Conversation {

    static final String PATH = "/socket.io/?EIO=4&transport=websocket";

    @Override
    public String path() {
      return PATH;
    }

    @Override
    public Greeting opened(Link link) {
      return new Greeting.Waiting();
    }

    @Override
    public Greeting answered(Link link, String text) {
      if (text.startsWith("43")) {
        return new Greeting.Ready(true);
      }
      if (text.startsWith("44")) {
        return new Greeting.Refused(text);
      }
      if (text.startsWith("40")) {
        link.send("420[\"join\",\"" + channel + "\"]");
      } else if (text.startsWith("0")) {
        link.send("40");
      } else {
        noticed(link, text);
      }
      return new Greeting.Waiting();
    }

    @Override
    public Notice noticed(Link link, String text) {
      if (text.equals("2")) {
        link.send("3");
      }
      return OTHER;
    }
  }

  /** Where clients connect, the publisher too. */
  static String path() {
    return Member.PATH;
  }
}
