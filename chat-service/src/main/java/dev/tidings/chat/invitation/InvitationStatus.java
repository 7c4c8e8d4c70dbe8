package dev.tidings.chat.invitation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What has become of an invitation. Only a pending one becomes anything else. */
public enum InvitationStatus {
  PENDING,
  ACCEPTED,
  DECLINED,
  /** Taken back, or the room is gone. */
  REVOKED,
  EXPIRED;

  /** The name on the wire and in the database. */
  @JsonValue
  public String value() {
    return name().toLowerCase(Locale.ROOT);
  }

  static InvitationStatus of(String value) {
    return valueOf(value.toUpperCase(Locale.ROOT));
  }
}
