package dev.tidings.platform.inbox;

/** The inbox's database could not be used. */
public final class InboxException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  InboxException(String message, Throwable cause) {
    super(message, cause);
  }
}
