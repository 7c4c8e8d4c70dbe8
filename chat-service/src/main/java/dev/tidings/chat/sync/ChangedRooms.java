package dev.tidings.chat.sync;

import dev.tidings.chat.ChatConfig;
import dev.tidings.chat.directory.Caller;
import dev.tidings.platform.store.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Finds the rooms in which something has changed that concerns a caller. */
@ApplicationScoped
class ChangedRooms {

  /** Looks at each of the caller's rooms once, by its row and the pointers beside it. */
  private static final String CHANGED =
      """
      select room_id, is_left, is_new, event_seq, purged_seq, delivered_seq, read_seq
        from (
          select m.room_id, false as is_left, m.joined_xid >= w.since and m.joined_xid < w.next as is_new,
                 r.event_seq, r.purged_seq, s.delivered_seq, s.read_seq
            from (select ?::xid8 as since, ?::xid8 as next) w
            join chat_room_members m on m.workspace = ? and m.user_id = ?
            join chat_rooms r on r.id = m.room_id
            left join chat_room_statuses s on s.room_id = m.room_id
           where r.changed_xid >= w.since and r.changed_xid < w.next
              or m.changed_xid >= w.since and m.changed_xid < w.next
              or m.own_xid >= w.since and m.own_xid < w.next
              or s.changed_xid >= w.since and s.changed_xid < w.next
              or exists (select 1 from chat_receipts own
                          where own.room_id = m.room_id and own.user_id = m.user_id
                            and own.changed_xid >= w.since and own.changed_xid < w.next)
              or r.member_count <= ?
                 and exists (select 1 from chat_receipts told
                              where told.room_id = m.room_id
                                and told.public_xid >= w.since and told.public_xid < w.next)
          union all
          select d.room_id, true, false, 0, 0, 0, 0
            from chat_departures d
           where d.workspace = ? and d.user_id = ?
             and d.changed_xid >= ?::xid8 and d.changed_xid < ?::xid8
             and not exists (select 1 from chat_room_members m
                              where m.room_id = d.room_id and m.user_id = d.user_id)
        ) changed
       where room_id > ?
       order by room_id
       limit ?
      """;

  private static final String ALL =
      """
      select m.room_id, false, true, r.event_seq, r.purged_seq, s.delivered_seq, s.read_seq
        from chat_room_members m
        join chat_rooms r on r.id = m.room_id
        left join chat_room_statuses s on s.room_id = m.room_id
       where m.workspace = ? and m.user_id = ? and m.room_id > ?
       order by m.room_id
       limit ?
      """;

  private static final UUID BEFORE_ALL = new UUID(0, 0);

  private final Sql sql;
  private final ChatConfig config;

  ChangedRooms(Sql sql, ChatConfig config) {
    this.sql = sql;
    this.config = config;
  }

  /**
   * A room in which something has changed.
   *
   * @param isLeft whether the caller is no longer a member
   * @param isNew whether the caller became one, or another, since
   * @param deliveredSeq up to here all members have got the messages, as the room was told last
   * @param readSeq up to here all members have read them, as the room was told last
   */
  record ChangedRoom(
      UUID id,
      boolean isLeft,
      boolean isNew,
      long eventSeq,
      long purgedSeq,
      long deliveredSeq,
      long readSeq) {}

  /**
   * The first rooms after one, by id.
   *
   * @param after null: from the first room on
   */
  List<ChangedRoom> find(Caller caller, Window window, UUID after, int limit) {
    UUID place = after == null ? BEFORE_ALL : after;
    if (window.isEverything()) {
      return sql.list(ALL, ChangedRooms::read, caller.workspace(), caller.id(), place, limit);
    }
    Object[] bounds = window.bounds();
    return sql.list(
        CHANGED,
        ChangedRooms::read,
        bounds[0],
        bounds[1],
        caller.workspace(),
        caller.id(),
        config.receiptsUpToMembers(),
        caller.workspace(),
        caller.id(),
        bounds[0],
        bounds[1],
        place,
        limit);
  }

  private static ChangedRoom read(ResultSet row) throws SQLException {
    return new ChangedRoom(
        row.getObject(1, UUID.class),
        row.getBoolean(2),
        row.getBoolean(3),
        row.getLong(4),
        row.getLong(5),
        row.getLong(6),
        row.getLong(7));
  }
}
