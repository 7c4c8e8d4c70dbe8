package dev.tidings.gateway.connection;

import dev.tidings.gateway.token.VerifiedToken;
import io.netty.util.AttributeKey;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;

/** Reads a handshake. */
final class Handshake {

  /** Where the verified token waits, on the Netty channel, until the handshake is done. */
  static final AttributeKey<VerifiedToken> TOKEN = AttributeKey.valueOf("tidings.token");

  private Handshake() {}

  /** Whether the request asks for a WebSocket. */
  static boolean isUpgrade(HttpServerRequest request) {
    String upgrade = request.getHeader("Upgrade");
    return upgrade != null
        && upgrade.toLowerCase(Locale.ROOT).contains("websocket")
        && request.getHeader("Sec-WebSocket-Key") != null;
  }

  /** Whether the client says by {@code resume=1} that it is going to say where it was. */
  static boolean resumes(String query) {
    return query != null && List.of(query.split("&")).contains("resume=1");
  }

  /** Whether the client takes several frames in one message: {@code ?batch=1}. */
  static boolean wantsBatches(HttpServerRequest request) {
    return "1".equals(request.getParam("batch"));
  }
}
