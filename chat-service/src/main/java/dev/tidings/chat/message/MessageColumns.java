package dev.tidings.chat.message;

import dev.tidings.chat.attachment.AttachmentView;
import dev.tidings.chat.directory.Person;
import dev.tidings.chat.mention.RoomMention;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** How queries select messages with their senders, and how the rows become messages. */
public final class MessageColumns {

  /**
   * The columns of a message {@code x} and its sender {@code sender}, each with a name of its own.
   */
  public static final String SELECTED =
      """
      x.id as message_id, x.room_id as message_room_id, x.seq as message_seq,
      x.user_id as message_user_id, x.message as message_text, x.parent_id as message_parent_id,
      x.mentions as message_mentions, x.mentions_room as message_mentions_room, x.created_at as message_created_at,
      x.edited_at as message_edited_at, x.deleted_at as message_deleted_at,
      x.client_message_id as message_client_message_id, x.version as message_version,
      x.event_seq as message_event_seq, x.pinned_at as message_pinned_at,
      x.reactions as message_reactions, x.attachments as message_attachments,
      x.reply_count as message_reply_count,
      x.last_reply_seq as message_last_reply_seq, x.last_reply_at as message_last_reply_at,
      x.last_reply_user_id as message_last_reply_user_id,
      sender.first_name as sender_first_name, sender.last_name as sender_last_name,
      sender.profile_image as sender_profile_image
      """;

  private MessageColumns() {}

  /** The message of the present row; null if the row has none. */
  public static MessageView read(ResultSet row) throws SQLException {
    UUID id = row.getObject("message_id", UUID.class);
    if (id == null) {
      return null;
    }
    String userId = row.getString("message_user_id");
    Instant deletedAt = time(row, "message_deleted_at");
    boolean isThere = deletedAt == null;
    String text = isThere ? row.getString("message_text") : "";
    return new MessageView(
        id,
        row.getObject("message_room_id", UUID.class),
        row.getLong("message_seq"),
        userId,
        text,
        isThere ? HtmlText.render(text) : "",
        row.getObject("message_parent_id", UUID.class),
        row.getInt("message_reply_count"),
        row.getObject("message_last_reply_seq", Long.class),
        time(row, "message_last_reply_at"),
        row.getString("message_last_reply_user_id"),
        isThere ? AttachmentView.list(row.getString("message_attachments")) : List.of(),
        isThere ? List.of((String[]) row.getArray("message_mentions").getArray()) : List.of(),
        isThere ? RoomMention.of(row.getString("message_mentions_room")) : null,
        isThere ? Reaction.list(row.getString("message_reactions")) : List.of(),
        time(row, "message_created_at"),
        time(row, "message_edited_at"),
        deletedAt,
        time(row, "message_pinned_at"),
        row.getString("message_client_message_id"),
        row.getInt("message_version"),
        row.getLong("message_event_seq"),
        new Person(
            userId,
            row.getString("sender_first_name"),
            row.getString("sender_last_name"),
            row.getString("sender_profile_image")));
  }

  private static Instant time(ResultSet row, String column) throws SQLException {
    Timestamp time = row.getTimestamp(column);
    return time == null ? null : time.toInstant();
  }
}
