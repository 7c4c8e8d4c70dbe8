package dev.tidings.platform.event;

/** What a record turned out to be. */
public sealed interface DecodedEvent {

  /** A well-formed event. */
  record Valid(CloudEvent event) implements DecodedEvent {}

  /**
   * A record that is no event of ours.
   *
   * @param reason what is wrong with it, in words fit for whoever published it
   */
  record Invalid(String reason) implements DecodedEvent {}
}
