package dev.tidings.chat.membership;

import dev.tidings.platform.store.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/** Who is kept out of which room. Changed only while the room's row is locked. */
@ApplicationScoped
public class Bans {

  private static final String PUT =
      """
      insert into chat_bans (room_id, user_id, banned_by, reason, banned_at, until)
      values (?, ?, ?, ?, ?, ?)
      on conflict (room_id, user_id) do update
        set banned_by = excluded.banned_by, reason = excluded.reason,
            banned_at = excluded.banned_at, until = excluded.until
      """;

  private final Sql sql;

  Bans(Sql sql) {
    this.sql = sql;
  }

  /** Whether somebody is kept out at a time. */
  public boolean hold(UUID roomId, String userId, Instant at) {
    return sql.number(
            "select count(*) from chat_bans"
                + " where room_id = ? and user_id = ? and (until is null or until > ?)",
            roomId,
            userId,
            at)
        > 0;
  }

  /**
   * Keeps somebody out; a ban that there is already is replaced.
   *
   * @param reason null if none was given
   * @param until null for ever
   */
  public void put(
      UUID roomId, String userId, String bannedBy, String reason, Instant at, Instant until) {
    sql.update(PUT, roomId, userId, bannedBy, reason, at, until);
  }

  /**
   * Lets somebody in again.
   *
   * @return whether they were kept out
   */
  public boolean lift(UUID roomId, String userId) {
    return sql.update("delete from chat_bans where room_id = ? and user_id = ?", roomId, userId)
        > 0;
  }
}
