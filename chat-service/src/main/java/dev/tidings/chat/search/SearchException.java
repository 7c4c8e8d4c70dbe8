package dev.tidings.chat.search;

/** The search index could not be used. */
public final class SearchException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  SearchException(String message, Throwable cause) {
    super(message, cause);
  }
}
