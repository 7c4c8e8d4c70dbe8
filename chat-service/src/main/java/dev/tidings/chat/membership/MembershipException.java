package dev.tidings.chat.membership;

/** The table of members could not be used. */
public final class MembershipException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  MembershipException(String message, Throwable cause) {
    super(message, cause);
  }
}
