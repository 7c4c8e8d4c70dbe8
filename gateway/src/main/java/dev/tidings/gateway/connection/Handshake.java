package dev.tidings.gateway.connection;

import dev.tidings.gateway.token.VerifiedToken;
import io.netty.util.AttributeKey;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;

/** Reads a handshake. */
final class Handshake {

  /** Where the verified token waits, on the Netty channel, until the handshake is done. */
  static final AttributeKey<VerifiedToken> TOKEN = AttributeKey.valueOf("tidings.token");

  private static final String TOKEN_PROTOCOL = "bearer.";
  private static final String BEARER = "bearer ";

  private Handshake() {}

  /** Whether the request asks for a WebSocket. */
  static boolean isUpgrade(HttpServerRequest request) {
    String upgrade = request.getHeader("Upgrade");
    return upgrade != null
        && upgrade.toLowerCase(Locale.ROOT).contains("websocket")
        && request.getHeader("Sec-WebSocket-Key") != null;
  }

  /** Whether the client takes several frames in one message: {@code ?batch=1}. */
  static boolean wantsBatches(HttpServerRequest request) {
    return "1".equals(request.getParam("batch"));
  }

  /** The token: from the header, the sub-protocol or the query, in this order; null if none. */
  static String token(HttpServerRequest request) {
    String header = request.getHeader("Authorization");
    if (header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return header.substring(BEARER.length()).strip();
    }
    for (String list : request.headers().getAll("Sec-WebSocket-Protocol")) {
      for (String protocol : list.split(",")) {
        if (protocol.strip().startsWith(TOKEN_PROTOCOL)) {
          return protocol.strip().substring(TOKEN_PROTOCOL.length());
        }
      }
    }
    return request.getParam("token");
  }
}
