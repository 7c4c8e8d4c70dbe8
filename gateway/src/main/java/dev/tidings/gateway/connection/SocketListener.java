package dev.tidings.gateway.connection;

/** Hears what a client's WebSocket brings, on its event loop. Must not block. */
interface SocketListener {

  /** A whole message. */
  void text(String text);

  /** A whole message that is no text. */
  void binary();

  /** A sign of life: a ping or a pong. */
  void heard();

  /**
   * The connection is gone; nothing else is heard.
   *
   * @param code the close code of RFC 6455; 1006 if nobody said one
   */
  void closed(int code);
}
