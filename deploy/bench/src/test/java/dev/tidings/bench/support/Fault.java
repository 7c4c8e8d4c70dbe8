package dev.tidings.bench.support;

/** What a {@link FaultyServer} does wrong with one message of one subscriber. */
public enum Fault {
  /** Nothing. */
  NONE,
  /** Does not send it. */
  LOSE,
  /** Sends it twice. */
  DOUBLE,
  /** Sends it after the next one. */
  SWAP,
  /** Sends what can't be read. */
  GARBLE,
  /** Sends it as if it were another channel's. */
  MISROUTE,
  /** Sends one of another run as well. */
  STALE,
  /** Ends the connection with the close code 4003 instead of sending it. */
  CLOSE
}
