package dev.tidings.chat.conversation;

import dev.tidings.chat.directory.Caller;
import dev.tidings.chat.directory.Person;
import dev.tidings.chat.membership.Role;
import dev.tidings.chat.membership.SettingsView;
import dev.tidings.chat.message.MessageColumns;
import dev.tidings.chat.room.RoomId;
import dev.tidings.chat.room.RoomKind;
import dev.tidings.platform.page.Cursor;
import dev.tidings.platform.page.Page;
import dev.tidings.platform.store.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
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
      select r.id, r.kind, r.name, r.topic, r.project_id, r.lead_id, r.contact_id, r.member_count,
             r.created_at, r.created_by, r.archived_at, r.slow_mode_seconds, r.version,
             r.last_activity_at, r.last_seq, own.role, own.is_muted, own.muted_until,
             own.pinned_at is not null as is_pinned,
             coalesce(r.last_seq <= own.hidden_seq, false) as is_hidden,
             c.last_read_seq, c.unread_count, c.mention_count,
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
           order by (own.pinned_at is not null) desc, r.last_activity_at desc, r.id desc
          """;

  private static final String ONE = SELECT.formatted("and m.room_id = ?");

  private static final String SOME = SELECT.formatted("and m.room_id = any (?::uuid[])");

  /** The caller's rooms are ordered and cut before anything is looked up or counted for them. */
  private static final String PAGE =
      SELECT.formatted(
          """
          and (cardinality(?::text[]) = 0 or room.kind = any (?))
          and (room.archived_at is not null) = ?
          and coalesce(room.last_seq <= m.hidden_seq, false) = ?
          and (m.pinned_at is not null, room.last_activity_at, room.id) < (?, ?, ?)
          order by (m.pinned_at is not null) desc, room.last_activity_at desc, room.id desc
          limit ?
          """);

  private static final Instant END_OF_TIME = Instant.parse("9999-12-31T23:59:59Z");
  private static final UUID LAST_ID = new UUID(-1, -1);

  private final Sql sql;
  private final Clock clock;

  Conversations(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /**
   * One of the caller's rooms.
   *
   * @throws dev.tidings.platform.problem.ProblemException {@code not-found}
   */
  public RoomView get(Caller caller, UUID roomId) {
    return sql.<RoomView>first(ONE, this::view, caller.workspace(), caller.id(), roomId)
        .orElseThrow(RoomId::notFound);
  }

  /** Those of some rooms that are the caller's, by their ids. */
  public Map<UUID, RoomView> get(Caller caller, Collection<UUID> roomIds) {
    String ids = roomIds.stream().map(UUID::toString).collect(Collectors.joining(",", "{", "}"));
    return sql.<RoomView>list(SOME, this::view, caller.workspace(), caller.id(), ids).stream()
        .collect(Collectors.toMap(RoomView::id, Function.identity()));
  }

  /**
   * A page of the caller's rooms: those that the caller has pinned first, then the latest activity.
   *
   * @param cursor where the page before ended; null for the first
   */
  Page<RoomView> page(Caller caller, RoomFilter filter, String cursor, int limit) {
    Cursor place =
        cursor == null ? Cursor.of(true, END_OF_TIME, LAST_ID) : Cursor.decode(cursor, 3);
    List<String> kinds = filter.kinds().stream().map(RoomKind::value).toList();
    List<Listed> rooms =
        sql.list(
            PAGE,
            this::listed,
            caller.workspace(),
            caller.id(),
            kinds,
            kinds,
            filter.isArchived(),
            filter.isHidden(),
            Boolean.valueOf(place.text(0)),
            place.instant(1),
            place.uuid(2),
            limit + 1);
    Page<Listed> page =
        Page.ofOneMore(
            rooms,
            limit,
            room ->
                Cursor.of(
                    room.view().settings().isPinned(), room.lastActivityAt(), room.view().id()));
    return new Page<>(
        page.items().stream().map(Listed::view).toList(), page.nextCursor(), page.prevCursor());
  }

  private Listed listed(ResultSet row) throws SQLException {
    return new Listed(view(row), time(row, "last_activity_at"));
  }

  private RoomView view(ResultSet row) throws SQLException {
    String peer = row.getString("peer_id");
    return new RoomView(
        row.getObject("id", UUID.class),
        RoomKind.of(row.getString("kind")),
        row.getString("name"),
        row.getString("topic"),
        row.getString("project_id"),
        row.getString("lead_id"),
        row.getString("contact_id"),
        row.getInt("member_count"),
        time(row, "created_at"),
        row.getString("created_by"),
        time(row, "archived_at"),
        row.getInt("slow_mode_seconds"),
        row.getInt("version"),
        Role.of(row.getString("role")),
        SettingsView.at(
            clock.instant(),
            row.getBoolean("is_muted"),
            time(row, "muted_until"),
            row.getBoolean("is_pinned"),
            row.getBoolean("is_hidden")),
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

  private static Instant time(ResultSet row, String column) throws SQLException {
    Timestamp time = row.getTimestamp(column);
    return time == null ? null : time.toInstant();
  }

  private record Listed(RoomView view, Instant lastActivityAt) {}
}
