package dev.tidings.e2e.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * HTTP/1.1 written by hand, for requests that no proper client would make. The request says {@code
 * Connection: close} unless it says otherwise, and the answer ends with the connection.
 */
public final class RawHttp {

  private static final int PATIENCE_MILLIS = 15_000;

  private RawHttp() {}

  /**
   * Sends a request without a body.
   *
   * @param requestLine such as {@code GET /../x HTTP/1.1}, as it goes out
   * @param headerLines such as {@code Upgrade: websocket}
   */
  public static Answer exchange(URI origin, String requestLine, String... headerLines)
      throws IOException {
    var lines = new ArrayList<String>();
    lines.add(requestLine);
    lines.add("Host: " + origin.getAuthority());
    lines.addAll(Arrays.asList(headerLines));
    if (lines.stream().noneMatch(line -> line.startsWith("Connection:"))) {
      lines.add("Connection: close");
    }
    try (var socket = new Socket(origin.getHost(), origin.getPort())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      String request = String.join("\r\n", lines) + "\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return read(socket);
    }
  }

  static Answer read(Socket socket) throws IOException {
    String statusLine = line(socket);
    var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
    for (String line = line(socket); !line.isEmpty(); line = line(socket)) {
      int colon = line.indexOf(':');
      headers
          .computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>())
          .add(line.substring(colon + 1).strip());
    }
    int status = Integer.parseInt(statusLine.split(" ")[1]);
    return new Answer(status, headers, body(socket, status, headers));
  }

  private static String body(Socket socket, int status, Map<String, List<String>> headers)
      throws IOException {
    if (status == 101 || status == 204 || status == 304) {
      return "";
    }
    var body = new ByteArrayOutputStream();
    if (headers.containsKey("Content-Length")) {
      int length = Integer.parseInt(headers.get("Content-Length").getFirst());
      body.write(socket.getInputStream().readNBytes(length));
    } else if (headers.containsKey("Transfer-Encoding")) {
      for (int size = chunkSize(socket); size > 0; size = chunkSize(socket)) {
        body.write(socket.getInputStream().readNBytes(size));
        line(socket);
      }
    } else {
      socket.getInputStream().transferTo(body);
    }
    return body.toString(StandardCharsets.UTF_8);
  }

  private static int chunkSize(Socket socket) throws IOException {
    return Integer.parseInt(line(socket), 16);
  }

  private static String line(Socket socket) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int b = socket.getInputStream().read(); b != '\n'; b = socket.getInputStream().read()) {
      if (b < 0) {
        throw new IOException("The connection ended in the middle of the answer");
      }
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }
}
