package dev.tidings.chat.attachment;

/** A content could not be stored or read. */
public final class AttachmentException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  AttachmentException(String message, Throwable cause) {
    super(message, cause);
  }
}
