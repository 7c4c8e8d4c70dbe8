package dev.tidings.e2e.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A request of which the server has all but the last byte, and so can't answer it yet. */
public final class UnfinishedRequest implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 15_000;

  private final Socket socket;
  private final byte[] body;

  private UnfinishedRequest(Socket socket, byte[] body) {
    this.socket = socket;
    this.body = body;
  }

  /** Sends the beginning of a POST of JSON. */
  public static UnfinishedRequest begin(URI origin, String path, String token, Object content) {
    byte[] body = Json.write(content).getBytes(StandardCharsets.UTF_8);
    String head =
        """
        POST %s HTTP/1.1\r
        Host: %s\r
        Authorization: Bearer %s\r
        Content-Type: application/json\r
        Content-Length: %d\r
        Connection: close\r
        \r
        """
            .formatted(path, origin.getAuthority(), token, body.length);
    try {
      var socket = new Socket(origin.getHost(), origin.getPort());
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().write(body, 0, body.length - 1);
      socket.getOutputStream().flush();
      return new UnfinishedRequest(socket, body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends the rest and reads the answer. */
  public Answer finish() {
    try {
      socket.getOutputStream().write(body, body.length - 1, 1);
      socket.getOutputStream().flush();
      return RawHttp.read(socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
