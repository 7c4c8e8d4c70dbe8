package dev.tidings.analytics.hit;

/** Hits could not be stored; nothing of them is. */
final class HitStoreException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  HitStoreException(Throwable cause) {
    super("The hits could not be stored", cause);
  }

  /** What the database said. */
  String reason() {
    return getCause().getMessage();
  }
}
