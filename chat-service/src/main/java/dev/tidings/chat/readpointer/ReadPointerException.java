package dev.tidings.chat.readpointer;

/** The read pointers could not be used. */
public final class ReadPointerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ReadPointerException(String message, Throwable cause) {
    super(message, cause);
  }
}
