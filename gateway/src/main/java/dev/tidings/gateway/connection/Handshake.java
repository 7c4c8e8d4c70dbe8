package dev.tidings.gateway.connection;

import dev.tidings.gateway.limit.ConnectionSlots.Slot;
import dev.tidings.gateway.token.RequestToken;
import dev.tidings.gateway.token.VerifiedToken;
import io.netty.util.AttributeKey;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;

/** Reads a handshake. */
final class Handshake {

  /** Where the guard's findings wait, on the Netty channel, until the handshake is done. */
  static final AttributeKey<Admitted> ADMITTED = AttributeKey.valueOf("tidings.admitted");

  /** The place of the channel's newest handshake; released when the channel closes. */
  static final AttributeKey<Slot> SLOT = AttributeKey.valueOf("tidings.slot");

  /**
   * A client that may connect.
   *
   * @param token who it is; null if its first frame is to say
   */
  record Admitted(VerifiedToken token, Slot slot) {}

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

  /** How the client shows who it is. */
  sealed interface Credentials {

    /** By a token, which may be none. */
    record Token(String raw) implements Credentials {}

    /** By a ticket, which may be none. */
    record Ticket(String raw) implements Credentials {}

    /** Not yet: by its first frame. */
    record Later() implements Credentials {}
  }

  /** The token from the header, the sub-protocol or the query, in this order, or the ticket. */
  static Credentials credentials(HttpServerRequest request) {
    String token = RequestToken.of(request);
    if (token != null) {
      return new Credentials.Token(token);
    }
    String ticket = request.getParam("ticket");
    return ticket != null ? new Credentials.Ticket(ticket) : new Credentials.Later();
  }
}
