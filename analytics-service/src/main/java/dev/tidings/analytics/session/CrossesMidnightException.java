package dev.tidings.analytics.session;

/**
 * Hits belong to a visit over midnight: their transaction has to be undone, and done again as the
 * only one that touches such visits.
 */
public final class CrossesMidnightException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  CrossesMidnightException() {
    super("A visit crosses midnight", null, false, false);
  }
}
