package dev.tidings.bench.server;

/** A server can't be measured; the message is for whoever runs the command. */
public final class TargetException extends Exception {

  private static final long serialVersionUID = 1L;

  public TargetException(String message) {
    super(message);
  }

  public TargetException(String message, Throwable cause) {
    super(message, cause);
  }
}
