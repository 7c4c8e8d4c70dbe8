package dev.tidings.platform.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** TCP ports of the loopback interface. */
public final class Ports {

  private static final int CONNECT_MILLIS = 200;
  private static final int FIRST = 20_000;
  private static final int LAST = 32_000;

  private Ports() {}

  /**
   * A port that nobody uses at this moment; somebody else may take it before the caller does. It is
   * below the range from which systems give ports to outgoing connections, any of which could
   * otherwise have it a moment later.
   */
  public static int free() {
    return IntStream.generate(() -> ThreadLocalRandom.current().nextInt(FIRST, LAST))
        .filter(Ports::isFree)
        .findFirst()
        .orElseThrow();
  }

  /**
   * Whether nobody listens on the port. Connecting comes first because some systems let a loopback
   * address be bound although another program has the port on all addresses.
   */
  public static boolean isFree(int port) {
    if (accepts(port)) {
      return false;
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether somebody accepts connections on the port. */
  public static boolean accepts(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
