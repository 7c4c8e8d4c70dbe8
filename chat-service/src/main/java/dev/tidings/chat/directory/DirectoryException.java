package dev.tidings.chat.directory;

/** The directory's table could not be used. */
public final class DirectoryException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  DirectoryException(String message, Throwable cause) {
    super(message, cause);
  }
}
