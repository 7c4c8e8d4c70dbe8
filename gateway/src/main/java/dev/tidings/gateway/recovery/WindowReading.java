package dev.tidings.gateway.recovery;

import java.util.List;

/** What the window knows of what a client missed. */
sealed interface WindowReading {

  /** All of it, in order. */
  record Complete(List<Missed> events) implements WindowReading {}

  /** Something may lie before the window, in these of the channel's logs. */
  record Incomplete(List<Integer> logs) implements WindowReading {}

  /** More than may be replayed. */
  record Excess() implements WindowReading {}
}
