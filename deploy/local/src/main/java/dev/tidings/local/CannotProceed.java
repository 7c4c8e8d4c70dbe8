package dev.tidings.local;

/**
 * What was asked for can't be done. The message is for the person at the terminal: one line, what
 * is wrong and what to do about it.
 */
public final class CannotProceed extends Exception {

  public CannotProceed(String message) {
    super(message, null, false, false);
  }
}
