package dev.tidings.platform.event;

/** A text that names no channel; the message says why, in words fit for whoever sent it. */
public final class InvalidChannelException extends IllegalArgumentException {

  public InvalidChannelException(String message) {
    super(message, null);
  }
}
