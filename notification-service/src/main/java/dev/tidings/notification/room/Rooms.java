package dev.tidings.notification.room;

import dev.tidings.platform.store.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** What rooms there are. Every change may be made again, in the order of each room's log. */
@ApplicationScoped
public class Rooms {

  private static final String PUT =
      """
      insert into rooms (workspace, room_id, kind, name) values (?, ?, ?, ?)
      on conflict (workspace, room_id) do update set kind = excluded.kind, name = excluded.name
      """;

  private final Sql sql;

  Rooms(Sql sql) {
    this.sql = sql;
  }

  /** A room is now as told. */
  public void told(String workspace, Room room) {
    sql.update(PUT, workspace, room.id(), room.kind(), room.name());
  }

  /** A room is no more. */
  public void gone(String workspace, String roomId) {
    sql.update("delete from rooms where workspace = ? and room_id = ?", workspace, roomId);
  }

  /** A room; empty if it was never told of. */
  public Optional<Room> find(String workspace, String roomId) {
    return sql.first(
        "select kind, name from rooms where workspace = ? and room_id = ?",
        row -> new Room(roomId, row.getString("kind"), row.getString("name")),
        workspace,
        roomId);
  }
}
