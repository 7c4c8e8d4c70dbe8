package dev.tidings.chat.conversation;

import dev.tidings.chat.directory.Caller;
import dev.tidings.chat.directory.Person;
import dev.tidings.chat.membership.Role;
import dev.tidings.chat.message.MessageColumns;
import dev.tidings.chat.room.RoomId;
import dev.tidings.chat.room.RoomKind;
import dev.tidings.platform.page.Cursor;
import dev.tidings.platform.page.Page;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The caller's rooms, each with its last message and what is unread, in one query however many they
 * are.
 */
@ApplicationScoped
public class Conversations {

  private static final String SELECT =
      """
      select r.id, r.kind, r.name, r.member_count, r.created_at, r.created_by, r.last_activity_at,
             r.last_seq, own.role, c.last_read_seq, c.unread_count, c.mention_count,
             peer.user_id as peer_id, peer_user.first_name as peer_first_name,
             peer_user.last_name as peer_last_name, peer_user.profile_image as peer_profile_image,
      """
          + MessageColumns.SELECTED
          + """
            from (select m.*, room.last_activity_at
                    from chat_room_members m
                    join chat_rooms room on room.id = m.room_id
                   where m.workspace = ? and m.user_id = ? %s) own
            join chat_rooms r on r.id = own.room_id
            join v_unread_message_counts c on c.room_id = own.room_id and c.user_id = own.user_id
            left join chat_room_members peer
              on r.kind = 'direct' and peer.room_id = r.id and peer.user_id <> own.user_id
            left join chat_users peer_user
              on peer_user.workspace = r.workspace and peer_user.user_id = peer.user_id
            left join chat_messages x on x.room_id = r.id and x.seq = r.last_seq
            left join chat_users sender
              on sender.workspace = r.workspace and sender.user_id = x.user_id
           order by r.last_activity_at desc, r.id desc
          """;

  private static final String ONE = SELECT.formatted("and m.room_id = ?");

  private static final String SOME = SELECT.formatted("and m.room_id = any (?::uuid[])");

  /** The caller's rooms are ordered and cut before anything is looked up or counted for them. */
  private static final String PAGE =
      SELECT.formatted(
          """
          and (room.last_activity_at, room.id) < (?, ?)
          order by room.last_activity_at desc, room.id desc
          limit ?
          """);

  private static final Instant END_OF_TIME = Instant.parse("9999-12-31T23:59:59Z");
  private static final UUID LAST_ID = new UUID(-1, -1);

  private final AgroalDataSource dataSource;

  Conversations(AgroalDataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * One of the caller's rooms.
   *
   * @throws dev.tidings.platform.problem.ProblemException {@code not-found}
   */
  public RoomView get(Caller caller, UUID roomId) {
    return query(caller, ONE, roomId).stream()
        .findFirst()
        .map(Listed::view)
        .orElseThrow(RoomId::notFound);
  }

  /** Those of some rooms that are the caller's, by their ids. */
  public Map<UUID, RoomView> get(Caller caller, Collection<UUID> roomIds) {
    String ids = roomIds.stream().map(UUID::toString).collect(Collectors.joining(",", "{", "}"));
    return query(caller, SOME, ids).stream()
        .map(Listed::view)
        .collect(Collectors.toMap(RoomView::id, Function.identity()));
  }

  /**
   * A page of the caller's rooms, the latest activity first.
   *
   * @param cursor where the page before ended; null for the first
   */
  public Page<RoomView> page(Caller caller, String cursor, int limit) {
    Instant at = END_OF_TIME;
    UUID id = LAST_ID;
    if (cursor != null) {
      Cursor place = Cursor.decode(cursor, 2);
      at = Instant.ofEpochMilli(Math.clamp(place.number(0), 0, END_OF_TIME.toEpochMilli()));
      id = RoomId.parse(place.text(1));
    }
    List<Listed> rooms = query(caller, PAGE, at.atOffset(ZoneOffset.UTC), id, limit + 1);
    Page<Listed> page =
        Page.ofOneMore(
            rooms,
            limit,
            room -> Cursor.of(room.lastActivityAt().toEpochMilli(), room.view().id()));
    return new Page<>(
        page.items().stream().map(Listed::view).toList(), page.nextCursor(), page.prevCursor());
  }

  private List<Listed> query(Caller caller, String sql, Object... parameters) {
    try (var connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, caller.workspace());
      select.setString(2, caller.id());
      for (int i = 0; i < parameters.length; i++) {
        select.setObject(i + 3, parameters[i]);
      }
      var found = new ArrayList<Listed>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.add(new Listed(read(row), row.getTimestamp("last_activity_at").toInstant()));
        }
      }
      return found;
    } catch (SQLException e) {
      throw new ConversationException("Rooms cannot be read", e);
    }
  }

  private static RoomView read(ResultSet row) throws SQLException {
    String peer = row.getString("peer_id");
    return new RoomView(
        row.getObject("id", UUID.class),
        RoomKind.of(row.getString("kind")),
        row.getString("name"),
        row.getInt("member_count"),
        row.getTimestamp("created_at").toInstant(),
        row.getString("created_by"),
        Role.of(row.getString("role")),
        MessageColumns.read(row),
        row.getLong("last_seq"),
        row.getLong("last_read_seq"),
        row.getInt("unread_count"),
        row.getInt("mention_count"),
        peer == null
            ? null
            : new Person(
                peer,
                row.getString("peer_first_name"),
                row.getString("peer_last_name"),
                row.getString("peer_profile_image")));
  }

  private record Listed(RoomView view, Instant lastActivityAt) {}
}
