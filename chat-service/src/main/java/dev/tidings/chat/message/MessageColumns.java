package dev.tidings.chat.message;

import dev.tidings.chat.directory.Person;
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
      x.mentions as message_mentions, x.created_at as message_created_at,
      x.edited_at as message_edited_at, x.deleted_at as message_deleted_at,
      x.client_message_id as message_client_message_id,
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
    String text = row.getString("message_text");
    return new MessageView(
        id,
        row.getObject("message_room_id", UUID.class),
        row.getLong("message_seq"),
        userId,
        text,
        HtmlText.render(text),
        row.getObject("message_parent_id", UUID.class),
        List.of(),
        List.of((String[]) row.getArray("message_mentions").getArray()),
        List.of(),
        time(row, "message_created_at"),
        time(row, "message_edited_at"),
        time(row, "message_deleted_at"),
        row.getString("message_client_message_id"),
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
