package dev.tidings.chat.audit;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What somebody did that others may want to look into later. */
public enum AuditAction {
  ROOM_CHANGED,
  ROOM_ARCHIVED,
  ROOM_UNARCHIVED,
  ROOM_DELETED,
  MEMBER_ADDED,
  MEMBER_REMOVED,
  ROLE_CHANGED,
  OWNER_CHANGED,
  MEMBER_BANNED,
  MEMBER_UNBANNED,
  MEMBER_INVITED,
  INVITATION_REVOKED,
  LINK_MADE,
  LINK_REVOKED,
  MESSAGE_DELETED,
  MESSAGE_ERASED,
  REPORT_CLOSED;

  /** The name on the wire and in the database: in lower case with hyphens. */
  @JsonValue
  public String value() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Reads a stored action. */
  static AuditAction of(String value) {
    return valueOf(value.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
