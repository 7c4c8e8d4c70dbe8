package dev.tidings.gateway.session;

import java.util.Locale;

/** How frames reach a client. */
public enum Transport {
  /** A WebSocket at {@code /ws}. */
  WEBSOCKET,
  /** Server-sent events at {@code /api/realtime/stream}. */
  SSE;

  /** The name on the wire: lower case. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
