package dev.tidings.platform.production;

import io.quarkus.runtime.Quarkus;
import sun.misc.Signal;

/**
 * Ends the process with code 0 when it is asked to end: by itself a JVM that SIGTERM has ended says
 * 143, which platforms count as a failure of what did everything right.
 */
final class OrderlyEnd {

  private OrderlyEnd() {}

  /** From now on SIGTERM stops the application, in its own order, and ends the process well. */
  static void onTermination() {
    Signal.handle(new Signal("TERM"), signal -> Quarkus.asyncExit(0));
  }
}
