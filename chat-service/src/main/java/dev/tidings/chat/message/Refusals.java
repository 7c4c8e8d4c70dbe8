package dev.tidings.chat.message;

import dev.tidings.chat.directory.Caller;
import dev.tidings.chat.membership.Action;
import dev.tidings.chat.membership.Permissions;
import dev.tidings.chat.membership.Role;
import dev.tidings.chat.message.SendOutcome.Archived;
import dev.tidings.chat.message.SendOutcome.Changed;
import dev.tidings.chat.message.SendOutcome.NoSuchRoom;
import dev.tidings.chat.message.SendOutcome.NotAllowed;
import dev.tidings.chat.message.SendOutcome.ParentDeleted;
import dev.tidings.chat.message.SendOutcome.TooSoon;
import dev.tidings.chat.room.RoomKind;
import dev.tidings.platform.store.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;

/**
 * Finds out why the one statement of a send stored nothing. It is asked only then, so that a send
 * that may be made pays nothing for it.
 */
@ApplicationScoped
class Refusals {

  private static final String STATE =
      """
      select r.kind, m.role, r.archived_at is not null as is_archived, r.slow_mode_seconds,
             m.last_sent_at, greatest(r.last_activity_at, ?) as at,
             (select p.deleted_at is not null from chat_messages p
               where p.id = ? and p.room_id = r.id) as parent_is_deleted
        from chat_rooms r
        join chat_room_members m on m.room_id = r.id
       where r.workspace = ? and r.id = ? and r.deleted_at is null and m.user_id = ?
      """;

  private final MessageReader reader;
  private final Sql sql;

  Refusals(MessageReader reader, Sql sql) {
    this.reader = reader;
    this.sql = sql;
  }

  /** Why a draft was not stored, or what was stored of it before. */
  SendOutcome of(Caller sender, Draft draft, Instant now) {
    if (draft.clientMessageId() != null) {
      SendOutcome before = reader.sentBefore(sender, draft);
      if (!(before instanceof NoSuchRoom)) {
        return before;
      }
    }
    return sql.<SendOutcome>first(
            STATE,
            Refusals::read,
            now,
            draft.parentId(),
            sender.workspace(),
            draft.roomId(),
            sender.id())
        .orElseGet(NoSuchRoom::new);
  }

  private static SendOutcome read(ResultSet row) throws SQLException {
    RoomKind kind = RoomKind.of(row.getString("kind"));
    Role role = Role.of(row.getString("role"));
    if (row.getBoolean("is_archived")) {
      return new Archived();
    }
    if (!Permissions.allow(kind, role, Action.SEND)) {
      return new NotAllowed(kind, role);
    }
    if (row.getBoolean("parent_is_deleted")) {
      return new ParentDeleted();
    }
    int seconds = row.getInt("slow_mode_seconds");
    Timestamp last = row.getTimestamp("last_sent_at");
    if (seconds > 0 && last != null && !Permissions.allow(kind, role, Action.HURRY)) {
      Instant next = last.toInstant().plusSeconds(seconds);
      Duration wait = Duration.between(row.getTimestamp("at").toInstant(), next);
      return wait.isPositive() ? new TooSoon(wait) : new Changed();
    }
    return new Changed();
  }
}
