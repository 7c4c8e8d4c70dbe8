package dev.tidings.bench.server;

/** Publishes from one thread, in order per channel. */
public interface Publisher extends AutoCloseable {

  /**
   * Sends a message on its way and doesn't wait for it.
   *
   * @param payload printable ASCII without quotes and backslashes
   */
  void publish(String channel, byte[] payload);

  /** Messages that the server is known not to have taken. */
  long failures();

  @Override
  void close();
}
