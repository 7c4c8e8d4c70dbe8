package dev.tidings.notification.room;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.tidings.platform.store.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What rooms there are. Every change may be made again, in the order of each room's log. */
@ApplicationScoped
public class Rooms {

  private static final String PUT =
      """
      insert into rooms (workspace, room_id, kind, name) values (?, ?, ?, ?)
      on conflict (workspace, room_id) do update set kind = excluded.kind, name = excluded.name
      """;

  private static final String FIND =
      "select room_id, kind, name from rooms where workspace = ? and room_id = any (?)";

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

  /** Those of some rooms that it was told of, by a statement for each workspace. */
  public Map<RoomKey, Room> find(Collection<RoomKey> keys) {
    Map<String, List<String>> idsByWorkspace =
        keys.stream()
            .distinct()
            .collect(groupingBy(RoomKey::workspace, mapping(RoomKey::roomId, toList())));
    var found = new HashMap<RoomKey, Room>();
    idsByWorkspace.forEach(
        (workspace, ids) ->
            sql.list(
                    FIND,
                    row ->
                        new Room(
                            row.getString("room_id"), row.getString("kind"), row.getString("name")),
                    workspace,
                    ids)
                .forEach(room -> found.put(new RoomKey(workspace, room.id()), room)));
    return found;
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
