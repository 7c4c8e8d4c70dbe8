package dev.tidings.chat.conversation;

import dev.tidings.chat.directory.Caller;
import dev.tidings.chat.room.RoomAddress;
import dev.tidings.platform.page.Cursor;
import dev.tidings.platform.page.Page;
import dev.tidings.platform.problem.CommonProblem;
import dev.tidings.platform.problem.ProblemException;
import dev.tidings.platform.store.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The channels of a workspace, which everybody in it may find and come into. */
@ApplicationScoped
class Channels {

  /** Addresses are compared byte by byte, so a channel's are all that begin with the prefix. */
  private static final String PAGE =
      """
      select r.id, r.name, r.topic, r.member_count, r.created_at, r.created_by, r.address,
             exists (select 1 from chat_room_members m
                      where m.room_id = r.id and m.user_id = ?) as is_member
        from chat_rooms r
       where r.workspace = ? and r.kind = 'channel'
         and r.address > ? and starts_with(r.address, ?)
         and r.archived_at is null and r.deleted_at is null
         and (? = '' or strpos(r.address, ?) > ?)
       order by r.address
       limit ?
      """;

  private final Sql sql;

  Channels(Sql sql) {
    this.sql = sql;
  }

  private record Listed(ChannelView view, String address) {}

  /**
   * A page of the channels, by name.
   *
   * @param text part of the name, as names are compared; null for all
   * @param cursor where the page before ended; null for the first
   * @throws ProblemException {@code forbidden} to guests
   */
  Page<ChannelView> page(Caller caller, String text, String cursor, int limit) {
    if (caller.isGuest()) {
      throw new ProblemException(CommonProblem.FORBIDDEN, "Guests are brought into rooms.");
    }
    String part = text == null ? "" : RoomAddress.nameKey(text).replace("\0", "");
    Page<Listed> page =
        Page.ofOneMore(
            sql.list(
                PAGE,
                row ->
                    new Listed(
                        new ChannelView(
                            row.getObject("id", UUID.class),
                            row.getString("name"),
                            row.getString("topic"),
                            row.getInt("member_count"),
                            row.getTimestamp("created_at").toInstant(),
                            row.getString("created_by"),
                            row.getBoolean("is_member")),
                        row.getString("address")),
                caller.id(),
                caller.workspace(),
                cursor == null
                    ? RoomAddress.CHANNEL_PREFIX
                    : Cursor.decode(cursor, 1).text(0).replace("\0", ""),
                RoomAddress.CHANNEL_PREFIX,
                part,
                part,
                RoomAddress.CHANNEL_PREFIX.length(),
                limit + 1),
            limit,
            listed -> Cursor.of(listed.address()));
    return new Page<>(
        page.items().stream().map(Listed::view).toList(), page.nextCursor(), page.prevCursor());
  }
}
