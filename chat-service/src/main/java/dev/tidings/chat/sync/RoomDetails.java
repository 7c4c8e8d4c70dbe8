package dev.tidings.chat.sync;

import dev.tidings.chat.ChatConfig;
import dev.tidings.chat.directory.Caller;
import dev.tidings.chat.directory.Person;
import dev.tidings.chat.membership.MemberView;
import dev.tidings.chat.membership.Role;
import dev.tidings.chat.message.MessageColumns;
import dev.tidings.chat.message.MessageView;
import dev.tidings.chat.sync.SyncView.ReceiptView;
import dev.tidings.platform.store.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** What has changed inside rooms. */
@ApplicationScoped
class RoomDetails {

  private static final String MESSAGES =
      "select "
          + MessageColumns.SELECTED
          + """
            from (select * from chat_messages
                   where room_id = ? and changed_xid >= ?::xid8 and changed_xid < ?::xid8
                   limit ?) x
            left join chat_users sender on sender.workspace = ? and sender.user_id = x.user_id
          """;

  private static final String MEMBERS =
      """
      select m.room_id, m.user_id, m.role, m.joined_at,
             u.first_name, u.last_name, u.profile_image
        from unnest(?::uuid[]) wanted (room_id)
       cross join lateral (
               select * from chat_room_members x
                where x.room_id = wanted.room_id
                  and x.changed_xid >= ?::xid8 and x.changed_xid < ?::xid8
                limit ?) m
        left join chat_users u on u.workspace = m.workspace and u.user_id = m.user_id
       order by m.room_id, m.user_id
      """;

  private static final String GONE =
      """
      select d.room_id, d.user_id
        from unnest(?::uuid[]) wanted (room_id)
       cross join lateral (
               select * from chat_departures x
                where x.room_id = wanted.room_id
                  and x.changed_xid >= ?::xid8 and x.changed_xid < ?::xid8
                  and not exists (select 1 from chat_room_members m
                                   where m.room_id = x.room_id and m.user_id = x.user_id)
                limit ?) d
       order by d.room_id, d.user_id
      """;

  private static final String RECEIPTS =
      """
      select m.room_id, m.user_id, m.public_read_seq, m.public_read_at
        from chat_receipts t
        join chat_room_members m on m.room_id = t.room_id and m.user_id = t.user_id
        join chat_rooms r on r.id = t.room_id and r.member_count <= ?
       where t.room_id = any (?::uuid[])
         and t.public_xid >= ?::xid8 and t.public_xid < ?::xid8
         and m.public_read_at is not null
       order by m.room_id, m.user_id
      """;

  private final Sql sql;
  private final ChatConfig config;

  RoomDetails(Sql sql, ChatConfig config) {
    this.sql = sql;
    this.config = config;
  }

  /** Messages of a room that are new or have changed, by number; of more than the limit any. */
  List<MessageView> messages(Caller caller, UUID roomId, Window window, int limit) {
    Object[] bounds = window.bounds();
    return sql
        .<MessageView>list(
            MESSAGES, MessageColumns::read, roomId, bounds[0], bounds[1], limit, caller.workspace())
        .stream()
        .sorted(Comparator.comparingLong(MessageView::seq))
        .toList();
  }

  /** Everything else, of some rooms; of each kind one more than may be told. */
  Of of(Collection<UUID> roomIds, Window window, int receiptsUpToMembers) {
    if (roomIds.isEmpty()) {
      return new Of(Map.of(), Map.of(), Map.of());
    }
    List<String> ids = roomIds.stream().map(UUID::toString).toList();
    Object[] bounds = window.bounds();
    int limit = config.syncRoomChanges() + 1;
    return new Of(
        byRoom(sql.list(MEMBERS, RoomDetails::member, ids, bounds[0], bounds[1], limit)),
        byRoom(
            sql.list(
                GONE,
                row -> new OfRoom<>(row.getObject(1, UUID.class), row.getString(2)),
                ids,
                bounds[0],
                bounds[1],
                limit)),
        byRoom(
            sql.list(
                RECEIPTS, RoomDetails::receipt, receiptsUpToMembers, ids, bounds[0], bounds[1])));
  }

  private static OfRoom<MemberView> member(ResultSet row) throws SQLException {
    UUID roomId = row.getObject(1, UUID.class);
    String userId = row.getString(2);
    return new OfRoom<>(
        roomId,
        new MemberView(
            roomId,
            userId,
            Role.of(row.getString(3)),
            row.getTimestamp(4).toInstant(),
            new Person(userId, row.getString(5), row.getString(6), row.getString(7))));
  }

  private static OfRoom<ReceiptView> receipt(ResultSet row) throws SQLException {
    return new OfRoom<>(
        row.getObject(1, UUID.class),
        new ReceiptView(row.getString(2), row.getLong(3), row.getTimestamp(4).toInstant()));
  }

  private static <T> Map<UUID, List<T>> byRoom(List<OfRoom<T>> rows) {
    return rows.stream()
        .collect(
            Collectors.groupingBy(
                OfRoom::roomId, Collectors.mapping(OfRoom::value, Collectors.toList())));
  }

  private record OfRoom<T>(UUID roomId, T value) {}

  /** What has changed, by room. */
  record Of(
      Map<UUID, List<MemberView>> members,
      Map<UUID, List<String>> gone,
      Map<UUID, List<ReceiptView>> receipts) {

    List<MemberView> members(UUID roomId) {
      return members.getOrDefault(roomId, List.of());
    }

    List<String> gone(UUID roomId) {
      return gone.getOrDefault(roomId, List.of());
    }

    List<ReceiptView> receipts(UUID roomId) {
      return receipts.getOrDefault(roomId, List.of());
    }
  }
}
