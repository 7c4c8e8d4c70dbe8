package dev.tidings.platform.inbox;

/**
 * An event that no further attempt can handle, such as one whose data is not of the agreed shape.
 */
public final class PoisonEventException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public PoisonEventException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
