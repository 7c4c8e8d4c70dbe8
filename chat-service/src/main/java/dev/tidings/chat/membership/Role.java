package dev.tidings.chat.membership;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What somebody is in a room, from most to least; {@link Permissions} says what each may do. */
public enum Role {
  /** Exactly one in every room but a direct one, while anybody is in it. */
  OWNER,
  /** Keeps order. */
  ADMIN,
  /** Takes part. */
  MEMBER,
  /** Takes part in this room and knows of no other. */
  GUEST;

  /** The name on the wire and in the database. */
  @JsonValue
  public String value() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads a stored role. */
  public static Role of(String value) {
    return valueOf(value.toUpperCase(Locale.ROOT));
  }

  /**
   * Whether the role is above the other: only then one removes, bans, raises or lowers the other.
   */
  public boolean outranks(Role other) {
    return compareTo(other) < 0;
  }
}
