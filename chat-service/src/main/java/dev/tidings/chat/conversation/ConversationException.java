package dev.tidings.chat.conversation;

/** The rooms could not be read. */
public final class ConversationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ConversationException(String message, Throwable cause) {
    super(message, cause);
  }
}
