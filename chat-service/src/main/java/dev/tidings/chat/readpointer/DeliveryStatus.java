package dev.tidings.chat.readpointer;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far a message has come. */
public enum DeliveryStatus {
  /** It is stored. */
  SENT,
  /** A device of every other member has got it. */
  DELIVERED,
  /** Every other member has read it, and not in private. */
  READ;

  /** The name on the wire. */
  @JsonValue
  public String value() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The status of a message by how many of the other members have got and read it. */
  static DeliveryStatus of(int others, int delivered, int read) {
    if (others > 0 && read == others) {
      return READ;
    }
    return others > 0 && delivered == others ? DELIVERED : SENT;
  }
}
