package dev.tidings.gateway.publication;

/** Kafka didn't confirm an event in time; whether it has it is not known. */
public final class PublicationFailedException extends Exception {

  private static final long serialVersionUID = 1L;

  PublicationFailedException(Throwable cause) {
    super("Kafka did not confirm an event: " + cause.getMessage(), cause);
  }
}
