package dev.tidings.notification.rule;

/** An event says something that a rule can't use. */
final class BadFactsException extends Exception {

  private static final long serialVersionUID = 1L;

  BadFactsException(String message) {
    super(message);
  }
}
