package dev.tidings.presence.status;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a person chose to be seen as, on all devices, until they choose otherwise. */
public enum Choice {
  /** As their clients are used. */
  AUTOMATIC,
  /** Away while connected. */
  AWAY,
  /** Busy while connected. */
  BUSY,
  /** Offline, to everybody. */
  INVISIBLE;

  /** The wire form: the name in lower case. */
  @JsonValue
  public String value() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The choice that a status which a client asks for means: {@code online} is to be seen as one is,
   * {@code offline} and {@code invisible} is not to be seen.
   *
   * @throws IllegalArgumentException if it means none
   */
  public static Choice ofWish(String status) {
    return switch (status) {
      case "online" -> AUTOMATIC;
      case "offline" -> INVISIBLE;
      default -> of(status);
    };
  }

  @JsonCreator
  static Choice of(String value) {
    return valueOf(value.toUpperCase(Locale.ROOT));
  }
}
