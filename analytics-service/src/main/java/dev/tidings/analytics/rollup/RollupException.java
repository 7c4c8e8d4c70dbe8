package dev.tidings.analytics.rollup;

/** Sums could not be read or stored. */
public final class RollupException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RollupException(Throwable cause) {
    super("Sums cannot be read or stored", cause);
  }
}
