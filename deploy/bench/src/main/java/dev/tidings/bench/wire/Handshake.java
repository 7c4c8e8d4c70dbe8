package dev.tidings.bench.wire;

import java.net.InetSocketAddress;
import java.util.List;

/** The request that asks a server for a WebSocket. */
public final class Handshake {

  /** Nobody here depends on a key that cannot be foreseen: there is no cache in between. */
  private static final String KEY = "dGlkaW5ncy1iZW5jaGtleQ==";

  private Handshake() {}

  /**
   * The whole request.
   *
   * @param headers further lines, without line ends
   */
  public static String request(InetSocketAddress address, String path, List<String> headers) {
    var request = new StringBuilder();
    request.append("GET ").append(path).append(" HTTP/1.1\r\n");
    request.append("Host: ").append(address.getHostString()).append(':');
    request.append(address.getPort()).append("\r\n");
    request.append("Connection: Upgrade\r\nUpgrade: websocket\r\n");
    request.append("Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ").append(KEY).append("\r\n");
    for (String header : headers) {
      request.append(header).append("\r\n");
    }
    return request.append("\r\n").toString();
  }
}
