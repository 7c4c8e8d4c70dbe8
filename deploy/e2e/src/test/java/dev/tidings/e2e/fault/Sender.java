package dev.tidings.e2e.fault;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** A way to send a message; used by several threads at once. */
interface Sender {

  /**
   * Tries once.
   *
   * @return the message as the system has acknowledged it; empty if it has not, and the same may be
   *     tried again
   * @throws AssertionError if the system refuses the message for good, which it never should
   */
  Optional<JsonNode> attempt(Send send);
}
