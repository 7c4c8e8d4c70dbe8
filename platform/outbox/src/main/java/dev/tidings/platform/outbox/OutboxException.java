package dev.tidings.platform.outbox;

/** The outbox's database could not be used. */
public final class OutboxException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  OutboxException(String message, Throwable cause) {
    super(message, cause);
  }
}
