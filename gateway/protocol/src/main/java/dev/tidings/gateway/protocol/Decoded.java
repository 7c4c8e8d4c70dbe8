package dev.tidings.gateway.protocol;

/** What a client's text turned out to be. */
public sealed interface Decoded {

  /** A frame. */
  record Valid(ClientFrame frame) implements Decoded {}

  /**
   * No frame.
   *
   * @param id the id to answer with, where one could be read; null otherwise
   * @param detail what is wrong, in words fit for the client
   */
  record Invalid(String id, ErrorCode code, String detail) implements Decoded {}
}
