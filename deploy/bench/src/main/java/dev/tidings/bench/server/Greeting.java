package dev.tidings.bench.server;

/** How far a client has got after its connection was opened. */
public sealed interface Greeting {

  /** There is more to be said. */
  record Waiting() implements Greeting {}

  /** The server wants nothing to do with it. */
  record Refused(String reason) implements Greeting {}

  /**
   * It is subscribed.
   *
   * @param recovered whether the server says that nothing was missed
   */
  record Ready(boolean recovered) implements Greeting {}
}
