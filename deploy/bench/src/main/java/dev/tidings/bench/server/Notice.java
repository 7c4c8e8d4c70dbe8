package dev.tidings.bench.server;

import java.time.Duration;

/** What a server says besides deliveries. */
public sealed interface Notice {

  /** Nothing that matters here. */
  record Other() implements Notice {}

  /** Messages were left out. */
  record Resync() implements Notice {}

  /** The connection will be closed. */
  record Disconnect(Duration reconnectAfter) implements Notice {}
}
