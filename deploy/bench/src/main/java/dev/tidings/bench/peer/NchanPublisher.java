package dev.tidings.bench.peer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.tidings.bench.server.Publisher;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Publishes by HTTP over a few connections that stay open, without waiting for the answers. A
 * channel always has the same connection, which keeps its order.
 */
final class NchanPublisher implements Publisher {

  private static final int CONNECTIONS = 8;

  private final Connection[] connections = new Connection[CONNECTIONS];
  private final AtomicLong failures = new AtomicLong();
  private final String host;

  NchanPublisher(InetSocketAddress address) {
    host = address.getHostString() + ":" + address.getPort();
    try {
      for (int i = 0; i < CONNECTIONS; i++) {
        connections[i] = new Connection(new Socket(address.getAddress(), address.getPort()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void publish(String channel, byte[] payload) {
    byte[] head =
        ("POST /publish/"
                + channel
                + " HTTP/1.1\r\nHost: "
                + host
                + "\r\nContent-Type: text/plain\r\nContent-Length: "
                + payload.length
                + "\r\n\r\n")
            .getBytes(ISO_8859_1);
    try {
      connections[Math.floorMod(channel.hashCode(), CONNECTIONS)].out.write(
          ByteBuffer.allocate(head.length + payload.length).put(head).put(payload).array());
    } catch (IOException e) {
      failures.incrementAndGet();
    }
  }

  @Override
  public long failures() {
    return failures.get();
  }

  @Override
  public void close() {
    for (Connection each : connections) {
      try {
        each.socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private final class Connection {

    private final Socket socket;
    private final OutputStream out;

    Connection(Socket socket) throws IOException {
      this.socket = socket;
      socket.setTcpNoDelay(true);
      out = socket.getOutputStream();
      var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
      Thread.ofVirtual().name("nchan-answers").start(() -> readAnswers(in));
    }

    private void readAnswers(BufferedReader in) {
      try {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          // The status follows the last body at once, which need not end in a line's end.
          int status = line.indexOf("HTTP/1.1 ");
          if (status >= 0 && line.charAt(status + 9) != '2') {
            failures.incrementAndGet();
          }
        }
      } catch (IOException e) {
        // Closed.
      }
    }
  }
}
