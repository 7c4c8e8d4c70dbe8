package dev.tidings.bench.chat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One HTTP/1.1 connection that stays open, for one request at a time. It shares the cores with what
 * it measures, so it does no more than that. Not thread-safe.
 */
public final class RestConnection implements AutoCloseable {

  private static final int HEX = 16;
  private static final int TIMEOUT_MILLIS = 30_000;

  private final Socket socket;
  private final OutputStream out;
  private final InputStream in;
  private final String headers;

  /**
   * Connects.
   *
   * @param token of the user whose requests these are
   */
  RestConnection(InetSocketAddress address, String token) throws IOException {
    this(address, List.of("Authorization: Bearer " + token));
  }

  /**
   * Connects.
   *
   * @param more headers of all requests
   */
  public RestConnection(InetSocketAddress address, List<String> more) throws IOException {
    socket = new Socket(address.getAddress(), address.getPort());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    out = socket.getOutputStream();
    in = new BufferedInputStream(socket.getInputStream());
    headers =
        " HTTP/1.1\r\nHost: "
            + address.getHostString()
            + "\r\n"
            + more.stream().map(each -> each + "\r\n").collect(Collectors.joining())
            + "Content-Type: application/json\r\nContent-Length: ";
  }

  /**
   * What was answered.
   *
   * @param body JSON
   */
  public record Answer(int status, byte[] body) {

    /** Whether something was made. */
    boolean created() {
      return status == 201;
    }
  }

  /** Sends JSON and waits for the answer. */
  public Answer post(String path, String json) throws IOException {
    return post(path, json, "");
  }

  /**
   * Sends JSON and waits for the answer.
   *
   * @param more headers of this request, each with its end of line
   */
  public Answer post(String path, String json, String more) throws IOException {
    byte[] body = json.getBytes(UTF_8);
    byte[] head =
        ("POST " + path + headers + body.length + "\r\n" + more + "\r\n").getBytes(ISO_8859_1);
    var request = new ByteArrayOutputStream(head.length + body.length);
    request.writeBytes(head);
    request.writeBytes(body);
    request.writeTo(out);
    return read();
  }

  private Answer read() throws IOException {
    String status = line();
    int length = 0;
    boolean chunked = false;
    for (String line = line(); !line.isEmpty(); line = line()) {
      String lower = line.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring(lower.indexOf(':') + 1).strip());
      } else if (lower.startsWith("transfer-encoding:")) {
        chunked = lower.endsWith("chunked");
      }
    }
    return new Answer(
        Integer.parseInt(status.substring(9, 12)), chunked ? chunks() : in.readNBytes(length));
  }

  private byte[] chunks() throws IOException {
    var body = new ByteArrayOutputStream();
    for (int size = chunkSize(); size > 0; size = chunkSize()) {
      body.write(in.readNBytes(size));
      line();
    }
    line();
    return body.toByteArray();
  }

  private int chunkSize() throws IOException {
    return Integer.parseInt(line().split(";")[0].strip(), HEX);
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    for (int each = in.read(); each != '\n'; each = in.read()) {
      if (each < 0) {
        throw new EOFException("the service has closed the connection");
      }
      if (each != '\r') {
        line.append((char) each);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
