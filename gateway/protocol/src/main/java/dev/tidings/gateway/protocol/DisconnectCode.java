package dev.tidings.gateway.protocol;

import java.util.Locale;

/**
 * Why the gateway ends a connection: the WebSocket close code, and the content of the {@code
 * DISCONNECT} frame before it. 4000–4499: connect again, after a back-off with jitter. 4500–4999:
 * connecting again the same way would end the same way.
 */
public enum DisconnectCode {
  /**
   * The client was not heard for two heartbeats; most often it is gone and never reads this.
   * Connect again.
   */
  STALE(4001),
  /**
   * The gateway is about to stop. Connect again after {@code afterMs}, and subscribe with the last
   * positions.
   */
  DRAIN(4002),
  /**
   * The client reads more slowly than its channels' events come, and its queue is full. Connect
   * again, subscribe with the last positions, and subscribe to less if it happens again.
   */
  SLOW_CONSUMER(4003),
  /** The token's time is over. Get a new token first, then connect again. */
  TOKEN_EXPIRED(4004),
  /** A fault of the gateway's; it is logged. Connect again. */
  INTERNAL(4005),
  /**
   * The client goes on sending faster than it may, although it was told. Connect again, and send
   * less.
   */
  RATE_LIMITED(4006),
  /** No valid token came in time. Connect again, and show one. */
  AUTH_TIMEOUT(4007),
  /** The client sent what no client sends, such as a binary message. Mend the client. */
  PROTOCOL_VIOLATION(4500),
  /** The token was taken back. Only a new sign-in can help. */
  TOKEN_REVOKED(4501),
  /** The user or the workspace has as many connections as it may. Close others first. */
  TOO_MANY_CONNECTIONS(4502);

  private static final int FIRST_FINAL = 4500;

  private final int code;

  DisconnectCode(int code) {
    this.code = code;
  }

  /** The WebSocket close code. */
  public int code() {
    return code;
  }

  /** The reason on the wire: lower case with hyphens. */
  public String reason() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether the client should connect again. */
  public boolean reconnect() {
    return code < FIRST_FINAL;
  }
}
