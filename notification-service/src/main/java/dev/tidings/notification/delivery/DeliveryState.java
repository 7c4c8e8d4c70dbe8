package dev.tidings.notification.delivery;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far a delivery has come. */
public enum DeliveryState {
  /** Waits until it is due. */
  QUEUED,
  /** A worker has it. */
  SENDING,
  /** The channel has taken it over. */
  SENT,
  /** It went into a digest. */
  MERGED,
  /** When it was due, it was no longer wanted. */
  DROPPED,
  /** Tried in vain; it can be replayed. */
  FAILED;

  /** The wire form: the name in lower case. */
  @JsonValue
  public String value() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads the wire form.
   *
   * @throws IllegalArgumentException if there is no such state
   */
  @JsonCreator
  static DeliveryState of(String value) {
    return valueOf(value.toUpperCase(Locale.ROOT));
  }
}
