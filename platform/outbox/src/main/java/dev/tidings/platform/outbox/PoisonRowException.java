package dev.tidings.platform.outbox;

/** A row that Kafka will never take; it goes to the dead letters so that the rest can go on. */
final class PoisonRowException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  PoisonRowException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
