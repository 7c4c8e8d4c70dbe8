package dev.tidings.chat.membership;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a member may do in a room, from most to least. */
public enum Role {
  /** Exactly one per group: invites anybody, makes admins, removes everybody. */
  OWNER,
  /** Invites and removes members, renames the room. */
  ADMIN,
  /** Reads and writes. */
  MEMBER;

  /** The name on the wire and in the database. */
  @JsonValue
  public String value() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads a stored role. */
  public static Role of(String value) {
    return valueOf(value.toUpperCase(Locale.ROOT));
  }

  /** Whether the role may invite, remove and rename. */
  public boolean mayManage() {
    return this != MEMBER;
  }

  /** Whether a member of this role may remove one of the other. */
  public boolean mayRemove(Role other) {
    return mayManage() && compareTo(other) < 0;
  }
}
