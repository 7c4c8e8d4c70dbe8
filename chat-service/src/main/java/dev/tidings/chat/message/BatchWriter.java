package dev.tidings.chat.message;

import static java.util.stream.Collectors.toMap;

import dev.tidings.chat.membership.Action;
import dev.tidings.chat.membership.Permissions;
import dev.tidings.chat.message.MessageEvent.MessageReceived;
import dev.tidings.chat.stream.RoomStream;
import dev.tidings.chat.stream.RoomTopic;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Stores several plain messages and their events in one statement and so in one transaction, by the
 * same rules as {@link MessageWriter} stores one. Of a room several messages get numbers in their
 * order in the batch.
 *
 * <p>It waits for no room: what is in a room that somebody else has locked, that is in slow mode or
 * archived, or that its sender may not post in, is left out, and is to be sent by itself. Nor can
 * two batches wait for each other in a circle.
 */
@ApplicationScoped
class BatchWriter {

  /**
   * The rooms are locked as they are now; members and earlier messages are seen as they were at the
   * statement's beginning. Of a sender who was removed meanwhile no row is left to update, so that
   * the message would have no sender, which the table refuses; of an equal message that was sent
   * meanwhile the unique key knows.
   */
  private static final String SEND =
      """
      with input as (
        select *
          from unnest(?::uuid[], ?::text[], ?::text[], ?::uuid[], ?::text[], ?::text[], ?::bytea[],
                      ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
            with ordinality
            as i (room_id, workspace, user_id, id, message, client_message_id, payload_hash,
                  event_id, record_key, headers, head, middle, late, tail, place)
      ),
      open as (
        select id, workspace, kind
          from chat_rooms
         where id = any (?::uuid[])
           and archived_at is null and deleted_at is null and slow_mode_seconds = 0
         order by id
           for update skip locked
      ),
      valid as (
        select i.*, open.kind, row_number() over (partition by i.room_id order by i.place) as step
          from input i
          join open on open.id = i.room_id and open.workspace = i.workspace
          join chat_room_members m on m.room_id = i.room_id and m.user_id = i.user_id
         where (open.kind, m.role) in #MAY_SEND
           and not exists (select 1 from chat_messages sent
                            where sent.room_id = i.room_id and sent.user_id = i.user_id
                              and sent.client_message_id = i.client_message_id)
      ),
      room as (
        update chat_rooms r
           set last_seq = r.last_seq + v.count,
               event_seq = r.event_seq + v.count,
               changed_xid = pg_current_xact_id(),
               last_activity_at = greatest(r.last_activity_at, ?)
          from (select room_id, count(*) as count from valid group by room_id) v
         where r.id = v.room_id
        returning r.id, r.last_seq - v.count as seq, r.event_seq - v.count as event_seq,
                  r.last_activity_at as at,
                  to_char(r.last_activity_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as time
      ),
      numbered as (
        select v.*, room.seq + v.step as seq, room.event_seq + v.step as event_seq, room.at, room.time
          from valid v join room on room.id = v.room_id
      ),
      sender as (
        update chat_room_members m
           set last_read_seq = s.seq, last_read_at = s.at,
               public_read_seq = s.seq, public_read_at = s.at,
               delivered_seq = s.seq,
               last_sent_at = s.at
          from (select room_id, user_id, kind, at, max(seq) as seq
                  from numbered group by room_id, user_id, kind, at) s
         where m.room_id = s.room_id and m.user_id = s.user_id
           and (s.kind, m.role) in #MAY_SEND
        returning m.room_id, m.user_id
      ),
      message as (
        insert into chat_messages
               (room_id, seq, id, user_id, message, mentions, client_message_id, payload_hash,
                created_at, event_seq)
        select n.room_id, n.seq, n.id, s.user_id, n.message, '{}', n.client_message_id,
               n.payload_hash, n.at, n.event_seq
          from numbered n
          left join sender s on s.room_id = n.room_id and s.user_id = n.user_id
        returning id, seq, created_at, event_seq
      ),
      event as (
        insert into outbox (event_id, topic, record_key, headers, data)
        select event_id, ?, record_key,
               headers::jsonb || jsonb_build_object('ce_time', time),
               head || seq || middle || '"' || time || '"' || late || event_seq || tail
          from numbered
         order by place
      )
      select id, seq, created_at, event_seq from message
      """
          .replace("#MAY_SEND", Permissions.sql(Action.SEND));

  private static final String NOT_NULL_VIOLATION = "23502";
  private static final String UNIQUE_VIOLATION = "23505";
  private static final String DEADLOCK = "40P01";

  private final AgroalDataSource dataSource;
  private final RoomStream stream;

  BatchWriter(AgroalDataSource dataSource, RoomStream stream) {
    this.dataSource = dataSource;
    this.stream = stream;
  }

  /**
   * Stores what can be stored at once, in a transaction of its own.
   *
   * @param now the time, unless a room's last message has a later one
   * @return the messages with their numbers and times, by their ids; those that are missing are to
   *     be sent by themselves
   */
  Map<UUID, MessageView> insert(List<PlainSend> sends, Instant now) {
    try (var connection = dataSource.getConnection();
        var insert = connection.prepareStatement(SEND)) {
      bind(connection, insert, sends, now);
      Map<UUID, MessageView> sent =
          sends.stream()
              .map(PlainSend::message)
              .collect(toMap(MessageView::id, Function.identity()));
      var stored = new HashMap<UUID, MessageView>();
      try (ResultSet row = insert.executeQuery()) {
        while (row.next()) {
          UUID id = row.getObject("id", UUID.class);
          stored.put(
              id,
              sent.get(id)
                  .numbered(
                      row.getLong("seq"),
                      row.getTimestamp("created_at").toInstant(),
                      row.getLong("event_seq")));
        }
      }
      return stored;
    } catch (SQLException e) {
      if (Set.of(NOT_NULL_VIOLATION, UNIQUE_VIOLATION, DEADLOCK).contains(e.getSQLState())) {
        return Map.of();
      }
      throw new MessageException("Messages cannot be stored", e);
    }
  }

  private void bind(
      Connection connection, PreparedStatement insert, List<PlainSend> sends, Instant now)
      throws SQLException {
    List<RoomStream.Row> events = sends.stream().map(send -> event(send, now)).toList();
    List<EventTemplate> data =
        events.stream().map(event -> EventTemplate.of(event.data())).toList();
    var arrays = new Arrays(connection, insert);
    arrays.add("uuid", sends, send -> send.message().roomId());
    arrays.add("text", sends, send -> send.sender().workspace());
    arrays.add("text", sends, send -> send.sender().id());
    arrays.add("uuid", sends, send -> send.message().id());
    arrays.add("text", sends, send -> send.message().message());
    arrays.add("text", sends, send -> send.message().clientMessageId());
    arrays.add("bytea", sends, PlainSend::hash);
    arrays.add("uuid", events, RoomStream.Row::eventId);
    arrays.add("text", events, RoomStream.Row::key);
    arrays.add("text", events, RoomStream.Row::headers);
    arrays.add("text", data, EventTemplate::head);
    arrays.add("text", data, EventTemplate::middle);
    arrays.add("text", data, EventTemplate::late);
    arrays.add("text", data, EventTemplate::tail);
    arrays.add(
        "uuid",
        sends.stream().map(send -> send.message().roomId()).distinct().toList(),
        Function.identity());
    insert.setObject(arrays.next(), now.atOffset(ZoneOffset.UTC));
    insert.setString(arrays.next(), RoomTopic.NAME);
  }

  private RoomStream.Row event(PlainSend send, Instant now) {
    return stream.row(
        send.sender().workspace(),
        send.message().roomId(),
        now,
        new MessageReceived(send.message()));
  }

  /** The columns of the batch, one parameter each. */
  private static final class Arrays {

    private final Connection connection;
    private final PreparedStatement statement;
    private int used;

    Arrays(Connection connection, PreparedStatement statement) {
      this.connection = connection;
      this.statement = statement;
    }

    <T> void add(String type, List<T> rows, Function<? super T, ?> column) throws SQLException {
      Object[] values =
          type.equals("bytea")
              ? rows.stream().map(column).toArray(byte[][]::new)
              : rows.stream().map(column).toArray();
      statement.setArray(next(), connection.createArrayOf(type, values));
    }

    int next() {
      return ++used;
    }
  }
}
