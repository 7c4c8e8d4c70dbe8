package dev.tidings.chat.retention;

import dev.tidings.chat.attachment.Attachments;
import dev.tidings.platform.store.Sql;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Destroys messages of a locked room, from its beginning on, with everything that hangs on them.
 */
@Singleton
class StoredMessages {

  private static final String OLD =
      """
      select seq, id
        from (select seq, id, created_at from chat_messages
               where room_id = ? order by seq limit ?) first
       where created_at < ?
       order by seq
      """;

  private static final List<String> HANGING_ON_NUMBERS =
      List.of(
          "delete from chat_message_versions where room_id = ? and seq <= ?",
          "delete from chat_reactions where room_id = ? and seq <= ?",
          "delete from chat_pins where room_id = ? and seq <= ?",
          "delete from chat_message_mentions where room_id = ? and seq <= ?");

  private static final List<String> HANGING_ON_IDS =
      List.of(
          "delete from chat_thread_members where room_id = ? and parent_id = any (?::uuid[])",
          "delete from message_search where room_id = ? and message_id = any (?::uuid[])");

  private final Sql sql;
  private final Attachments attachments;

  StoredMessages(Sql sql, Attachments attachments) {
    this.sql = sql;
    this.attachments = attachments;
  }

  private record OldMessage(long seq, UUID id) {}

  /** What a batch came to: how many went, and the number of the last of them, if any did. */
  record Destroyed(int count, OptionalLong last) {}

  /** Destroys the room's first messages, at most so many, and only those from before a time. */
  @Transactional(TxType.MANDATORY)
  Destroyed destroy(UUID roomId, int most, Instant before) {
    List<OldMessage> old =
        sql.list(
            OLD,
            row -> new OldMessage(row.getLong(1), row.getObject(2, UUID.class)),
            roomId,
            most,
            before);
    if (old.isEmpty()) {
      return new Destroyed(0, OptionalLong.empty());
    }
    long last = old.getLast().seq();
    List<UUID> ids = old.stream().map(OldMessage::id).toList();
    List<String> texts = ids.stream().map(UUID::toString).toList();
    HANGING_ON_NUMBERS.forEach(statement -> sql.update(statement, roomId, last));
    HANGING_ON_IDS.forEach(statement -> sql.update(statement, roomId, texts));
    attachments.release(ids);
    sql.update("delete from chat_messages where room_id = ? and seq <= ?", roomId, last);
    return new Destroyed(old.size(), OptionalLong.of(last));
  }
}
