package dev.tidings.chat.message;

import dev.tidings.chat.directory.Caller;
import dev.tidings.chat.membership.Action;
import dev.tidings.chat.membership.Permissions;
import dev.tidings.chat.message.MessageEvent.MessageReceived;
import dev.tidings.chat.message.ThreadEvent.ThreadUpdated;
import dev.tidings.chat.stream.RoomStream;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;

/**
 * Stores a message and its event in one statement, so in one round trip: the room's row hands out
 * the next number under its lock, the sender's read pointer moves, the message, its mentions and
 * the outbox row are inserted. No row is written per member.
 *
 * <p>If anything about it fails, the whole statement does, and the number was never given out.
 */
@ApplicationScoped
class MessageWriter {

  /**
   * The conditions on the room see the members and messages of the statement's beginning; what has
   * changed while it waited for the lock is caught further down. Of a sender who was removed
   * meanwhile, who may no longer send, or who in slow mode has just sent something else, no row is
   * left to update, so that the message would have no sender, which the table refuses; of an equal
   * message that was sent meanwhile the unique key knows.
   */
  private static final String SEND =
      """
      with room as (
        update chat_rooms r
           set last_seq = r.last_seq + 1,
               event_seq = r.event_seq + %d,
               last_activity_at = greatest(r.last_activity_at, ?)
         where r.id = ?
           and r.workspace = ?
           and r.archived_at is null
           and r.deleted_at is null
           and exists (select 1 from chat_room_members m
                        where m.room_id = r.id and m.user_id = ?
                          and (r.kind, m.role) in #MAY_SEND
                          and (r.slow_mode_seconds = 0
                               or (r.kind, m.role) in #MAY_HURRY
                               or m.last_sent_at is null
                               or m.last_sent_at + make_interval(secs => r.slow_mode_seconds)
                                    <= greatest(r.last_activity_at, ?)))
           and not exists (select 1 from chat_messages sent
                            where sent.room_id = r.id and sent.user_id = ?
                              and sent.client_message_id = ?)
        returning r.id, r.kind, r.slow_mode_seconds, r.last_seq as seq, r.event_seq - %d as event_seq, r.last_activity_at as at,
                  to_char(r.last_activity_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as time
      ),
      sender as (
        update chat_room_members m
           set last_read_seq = room.seq, last_read_at = room.at,
               public_read_seq = room.seq, public_read_at = room.at,
               delivered_seq = room.seq,
               last_sent_at = room.at
          from room
         where m.room_id = room.id and m.user_id = ?
           and (room.kind, m.role) in #MAY_SEND
           and (room.slow_mode_seconds = 0
                or (room.kind, m.role) in #MAY_HURRY
                or m.last_sent_at is null
                or m.last_sent_at + make_interval(secs => room.slow_mode_seconds) <= room.at)
        returning m.user_id
      ),
      %s
      message as (
        insert into chat_messages
               (room_id, seq, id, user_id, message, parent_id, mentions, mentions_room,
                client_message_id, payload_hash, created_at, event_seq)
        select room.id, room.seq, ?, sender.user_id, ?, ?, ?, ?, ?, %s, room.at, room.event_seq
          from room left join sender on true
        returning seq, created_at, event_seq
      ),
      mentions as (
        insert into chat_message_mentions (room_id, user_id, seq)
        select room.id, mentioned, room.seq from room, unnest(?::text[]) mentioned
      ),
      event as (
        insert into outbox (event_id, topic, record_key, headers, data)
        select event_id, topic, record_key, headers, data
          from (select 1 as place, ?::uuid as event_id, ? as topic, ? as record_key,
                       ?::jsonb || jsonb_build_object('ce_time', room.time) as headers,
                       ? || room.seq || ? || '"' || room.time || '"' || ? || room.event_seq || ?
                         as data
                  from room
                %s) events
         order by place
      )
      select seq, created_at, event_seq from message
      """
          .replace("#MAY_SEND", Permissions.sql(Action.SEND))
          .replace("#MAY_HURRY", Permissions.sql(Action.HURRY));

  private static final String SEND_MESSAGE = SEND.formatted(1, 0, "", "?", "");

  /**
   * An answer also counts at its parent and moves the pointers of who takes part in the thread. A
   * parent that was deleted meanwhile, or that is an answer itself, leaves the message without a
   * hash, which the table refuses.
   */
  private static final String SEND_REPLY =
      SEND.formatted(
          2,
          1,
          """
          parent as (
            update chat_messages p
               set reply_count = p.reply_count + 1,
                   last_reply_seq = room.seq,
                   last_reply_at = room.at,
                   last_reply_user_id = sender.user_id,
                   event_seq = room.event_seq + 1
              from room, sender
             where p.id = ? and p.room_id = room.id and p.deleted_at is null
               and p.parent_id is null
            returning p.id, p.seq, p.user_id, p.reply_count
          ),
          participants as (
            insert into chat_thread_members (room_id, parent_id, user_id, last_read_seq)
            select room.id, parent.id, m.user_id,
                   case when m.user_id = sender.user_id then room.seq else room.seq - 1 end
              from room, parent, sender, chat_room_members m
             where m.room_id = room.id
               and m.user_id = any (array[parent.user_id, sender.user_id] || ?::text[])
            on conflict (room_id, parent_id, user_id) do update
              set last_read_seq = excluded.last_read_seq
            where excluded.user_id = ?
          ),
          """,
          "case when exists (select 1 from parent) then ?::bytea end",
          """
          union all
          select 2, ?::uuid, ?, ?, ?::jsonb || jsonb_build_object('ce_time', room.time),
                 jsonb_build_object(
                   'roomId', room.id, 'messageId', parent.id, 'seq', parent.seq,
                   'replyCount', parent.reply_count, 'lastReplySeq', room.seq,
                   'lastReplyAt', room.time, 'lastReplyUserId', sender.user_id,
                   'eventSeq', room.event_seq + 1)::text
            from room, parent, sender
          """);

  private static final String NOT_NULL_VIOLATION = "23502";
  private static final String UNIQUE_VIOLATION = "23505";

  private final AgroalDataSource dataSource;
  private final RoomStream stream;

  MessageWriter(AgroalDataSource dataSource, RoomStream stream) {
    this.dataSource = dataSource;
    this.stream = stream;
  }

  /**
   * Stores the message, in the present transaction or in one of its own.
   *
   * @param message with the numbers 0 and without a time
   * @param now the time, unless the room's last message has a later one
   * @return the message with its numbers and time; empty if the sender is no member or may not send
   *     now, has sent something under the same client message id, or if the message that it answers
   *     is deleted. A transaction is then to be rolled back.
   */
  Optional<MessageView> insert(Caller sender, MessageView message, byte[] hash, Instant now) {
    try (var connection = dataSource.getConnection();
        var insert =
            connection.prepareStatement(message.parentId() == null ? SEND_MESSAGE : SEND_REPLY)) {
      bind(connection, insert, sender, message, hash, now);
      try (ResultSet row = insert.executeQuery()) {
        return row.next()
            ? Optional.of(
                message.numbered(
                    row.getLong("seq"),
                    row.getTimestamp("created_at").toInstant(),
                    row.getLong("event_seq")))
            : Optional.empty();
      }
    } catch (SQLException e) {
      if (Set.of(NOT_NULL_VIOLATION, UNIQUE_VIOLATION).contains(e.getSQLState())) {
        return Optional.empty();
      }
      throw new MessageException("The message cannot be stored", e);
    }
  }

  private void bind(
      Connection connection,
      PreparedStatement insert,
      Caller sender,
      MessageView message,
      byte[] hash,
      Instant now)
      throws SQLException {
    RoomStream.Row event =
        stream.row(sender.workspace(), message.roomId(), now, new MessageReceived(message));
    EventTemplate data = EventTemplate.of(event.data());
    var mentions = connection.createArrayOf("text", message.mentions().toArray());
    int i = 0;
    insert.setObject(++i, now.atOffset(ZoneOffset.UTC));
    insert.setObject(++i, message.roomId());
    insert.setString(++i, sender.workspace());
    insert.setString(++i, sender.id());
    insert.setObject(++i, now.atOffset(ZoneOffset.UTC));
    insert.setString(++i, sender.id());
    insert.setString(++i, message.clientMessageId());
    insert.setString(++i, sender.id());
    if (message.parentId() != null) {
      insert.setObject(++i, message.parentId());
      insert.setArray(++i, mentions);
      insert.setString(++i, sender.id());
    }
    insert.setObject(++i, message.id());
    insert.setString(++i, message.message());
    insert.setObject(++i, message.parentId());
    insert.setArray(++i, mentions);
    insert.setString(++i, message.mentionsRoom() == null ? null : message.mentionsRoom().value());
    insert.setString(++i, message.clientMessageId());
    insert.setBytes(++i, hash);
    insert.setArray(++i, mentions);
    insert.setObject(++i, event.eventId());
    insert.setString(++i, event.topic());
    insert.setString(++i, event.key());
    insert.setString(++i, event.headers());
    insert.setString(++i, data.head());
    insert.setString(++i, data.middle());
    insert.setString(++i, data.late());
    insert.setString(++i, data.tail());
    if (message.parentId() != null) {
      RoomStream.Row thread =
          stream.row(sender.workspace(), message.roomId(), now, ThreadUpdated.headOf(message));
      insert.setObject(++i, thread.eventId());
      insert.setString(++i, thread.topic());
      insert.setString(++i, thread.key());
      insert.setString(++i, thread.headers());
    }
  }
}
