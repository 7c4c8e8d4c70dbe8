package dev.tidings.notification.rule;

/** A template can't be used, or can't be used with an event. */
final class BadTemplateException extends Exception {

  private static final long serialVersionUID = 1L;

  BadTemplateException(String message) {
    super(message);
  }
}
