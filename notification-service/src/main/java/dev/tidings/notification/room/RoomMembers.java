package dev.tidings.notification.room;

import dev.tidings.notification.feed.People;
import dev.tidings.notification.feed.PersonErased;
import dev.tidings.notification.feed.RecipientKey;
import dev.tidings.notification.feed.RoomDirectory;
import dev.tidings.platform.store.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Collection;
import java.util.List;

/**
 * The members of rooms. Every change may be made again: it joins the transaction of the event that
 * tells of it, and each is one statement however many people it is about.
 */
@ApplicationScoped
public class RoomMembers implements RoomDirectory {

  private static final String ADD =
      """
      insert into room_members (workspace, room_id, user_id)
      select ?, ?, joined from unnest(?::text[]) joined
      on conflict do nothing
      """;

  private final People people;
  private final Sql sql;

  RoomMembers(People people, Sql sql) {
    this.people = people;
    this.sql = sql;
  }

  /** People are in a room from now on, and so in its workspace. */
  public void joined(String workspace, String roomId, Collection<String> users) {
    sql.update(ADD, workspace, roomId, users);
    people.met(users.stream().map(user -> new RecipientKey(workspace, user)).toList());
  }

  /** Somebody is not in a room any more. */
  public void left(String workspace, String roomId, String user) {
    sql.update(
        "delete from room_members where workspace = ? and room_id = ? and user_id = ?",
        workspace,
        roomId,
        user);
  }

  /** Nobody is in a room any more. */
  public void gone(String workspace, String roomId) {
    sql.update("delete from room_members where workspace = ? and room_id = ?", workspace, roomId);
  }

  @Override
  public List<String> of(String workspace, String roomId, int atMost) {
    return sql.list(
        "select user_id from room_members where workspace = ? and room_id = ? limit ?",
        row -> row.getString(1),
        workspace,
        roomId,
        atMost);
  }

  /** Somebody is in no room any more. */
  void forget(@Observes PersonErased erased) {
    sql.update(
        "delete from room_members where workspace = ? and user_id = ?",
        erased.person().workspace(),
        erased.person().userId());
  }
}
