package dev.tidings.notification.preference;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** A way on which a notification reaches a person. */
public enum DeliveryChannel {
  /** The list, live on every connected device. It waits to be looked at and interrupts nobody. */
  IN_APP,
  /** E-mail, by SMTP. */
  EMAIL,
  /** The browser's notifications, by Web Push. */
  PUSH,
  /** Text messages, by the operator's webhook. */
  SMS,
  /** Whatever else the operator connects, by a webhook. */
  WEBHOOK;

  /** The wire form: the name in lower case. */
  @JsonValue
  public String value() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads the wire form.
   *
   * @throws IllegalArgumentException if there is no such channel
   */
  @JsonCreator
  public static DeliveryChannel of(String value) {
    return valueOf(value.toUpperCase(Locale.ROOT));
  }

  /** Whether it calls for attention, so that mutes, quiet hours and digests concern it. */
  public boolean interrupts() {
    return this != IN_APP;
  }
}
