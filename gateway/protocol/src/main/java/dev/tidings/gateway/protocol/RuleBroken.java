package dev.tidings.gateway.protocol;

/** A field that is missing or not of its form; the message is fit for the client. */
final class RuleBroken extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RuleBroken(String message) {
    super(message, null, false, false);
  }
}
