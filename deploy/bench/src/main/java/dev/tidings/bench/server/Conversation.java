package dev.tidings.bench.server;

import dev.tidings.bench.wire.Link;
import java.util.List;

/** What one client says and understands, over all its connections; in the loop's thread. */
public interface Conversation {

  /** The path and query of the next handshake. */
  String path();

  /** Further lines of the handshake, without line ends. */
  default List<String> headers() {
    return List.of();
  }

  /** The WebSocket is open. */
  Greeting opened(Link link);

  /** A message has come before the client was ready. */
  Greeting answered(Link link, String text);

  /** A message without any delivery has come to a ready client. */
  Notice noticed(Link link, String text);

  /** A message with deliveries has come; the bytes are good until this returns. */
  default void delivered(byte[] bytes, int from, int to) {}
}
