package dev.tidings.chat.message;

/** The tables of messages could not be used. */
public final class MessageException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  MessageException(String message, Throwable cause) {
    super(message, cause);
  }
}
