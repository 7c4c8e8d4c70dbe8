package dev.tidings.bench.wire;

/** What happens on a link. Called in the loop's thread only. */
public interface LinkListener {

  /** The server has accepted the WebSocket. */
  void opened(Link link);

  /**
   * A whole text or binary message.
   *
   * @param bytes holds the message from {@code from} to before {@code to}; good until this returns
   * @param arrivedNanos {@link System#nanoTime()} just after it was read from the socket
   */
  void message(Link link, byte[] bytes, int from, int to, long arrivedNanos);

  /** The link is gone, or was refused in the first place; called once, and nothing after it. */
  void closed(Link link, Closure closure);
}
