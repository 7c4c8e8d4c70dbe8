package dev.tidings.chat.invitation;

import dev.tidings.chat.directory.Person;
import dev.tidings.chat.membership.Role;
import dev.tidings.chat.room.RoomKind;
import dev.tidings.platform.store.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of invitations. */
@ApplicationScoped
class InvitationStore {

  private static final String SELECT =
      """
      select i.id, i.room_id, r.kind, r.name, i.user_id, i.role, i.status, i.invited_by,
             u.first_name, u.last_name, u.profile_image, i.created_at, i.expires_at, i.closed_at
        from chat_invitations i
        join chat_rooms r on r.id = i.room_id
        left join chat_users u on u.workspace = i.workspace and u.user_id = i.invited_by
       where i.workspace = ?
      """;

  private static final String INSERT =
      """
      insert into chat_invitations
             (id, workspace, room_id, user_id, invited_by, role, status, created_at, expires_at)
      values (?, ?, ?, ?, ?, ?, 'pending', ?, ?)
      on conflict (room_id, user_id) where status = 'pending' do nothing
      """;

  private static final String CLOSE =
      "update chat_invitations set status = ?, closed_at = ? where id = ? and status = 'pending'";

  private static final String EXPIRE =
      """
      update chat_invitations i
         set status = 'expired', closed_at = ?
       where i.id in (select id from chat_invitations
                       where status = 'pending' and expires_at <= ?
                       order by id limit ? for update skip locked)
      returning i.workspace, i.id
      """;

  private final Sql sql;

  InvitationStore(Sql sql) {
    this.sql = sql;
  }

  /** An invitation of a workspace that has ended by its time. */
  record Expired(String workspace, UUID id) {}

  Optional<InvitationView> find(String workspace, UUID id) {
    return sql.first(SELECT + " and i.id = ?", InvitationStore::read, workspace, id);
  }

  Optional<InvitationView> pending(String workspace, UUID roomId, String userId) {
    return sql.first(
        SELECT + " and i.room_id = ? and i.user_id = ? and i.status = 'pending'",
        InvitationStore::read,
        workspace,
        roomId,
        userId);
  }

  List<InvitationView> pendingOfRoom(String workspace, UUID roomId) {
    return sql.list(
        SELECT + " and i.room_id = ? and i.status = 'pending'",
        InvitationStore::read,
        workspace,
        roomId);
  }

  /** The latest first; those that are still good at a time. */
  List<InvitationView> pageOfUser(
      String workspace, String userId, Instant now, UUID before, int limit) {
    return sql.list(
        SELECT
            + """
               and i.user_id = ? and i.status = 'pending' and i.expires_at > ? and i.id < ?
             order by i.id desc
             limit ?
            """,
        InvitationStore::read,
        workspace,
        userId,
        now,
        before,
        limit);
  }

  /** The latest first; those that are still good at a time. */
  List<InvitationView> pageOfRoom(
      String workspace, UUID roomId, Instant now, UUID before, int limit) {
    return sql.list(
        SELECT
            + """
               and i.room_id = ? and i.status = 'pending' and i.expires_at > ? and i.id < ?
             order by i.id desc
             limit ?
            """,
        InvitationStore::read,
        workspace,
        roomId,
        now,
        before,
        limit);
  }

  /** Whether it was inserted: a person has one pending invitation into a room. */
  boolean insert(
      UUID id,
      String workspace,
      UUID roomId,
      String userId,
      String invitedBy,
      Role role,
      Instant createdAt,
      Instant expiresAt) {
    return sql.update(
            INSERT, id, workspace, roomId, userId, invitedBy, role.value(), createdAt, expiresAt)
        == 1;
  }

  /** Whether it was pending and is not any more; of several who try at once one is right. */
  boolean close(UUID id, InvitationStatus status, Instant at) {
    return sql.update(CLOSE, status.value(), at, id) == 1;
  }

  List<Expired> expire(Instant now, int limit) {
    return sql.list(
        EXPIRE,
        row -> new Expired(row.getString(1), row.getObject(2, UUID.class)),
        now,
        now,
        limit);
  }

  private static InvitationView read(ResultSet row) throws SQLException {
    Timestamp closedAt = row.getTimestamp("closed_at");
    return new InvitationView(
        row.getObject("id", UUID.class),
        row.getObject("room_id", UUID.class),
        RoomKind.of(row.getString("kind")),
        row.getString("name"),
        row.getString("user_id"),
        Role.of(row.getString("role")),
        InvitationStatus.of(row.getString("status")),
        new Person(
            row.getString("invited_by"),
            row.getString("first_name"),
            row.getString("last_name"),
            row.getString("profile_image")),
        row.getTimestamp("created_at").toInstant(),
        row.getTimestamp("expires_at").toInstant(),
        closedAt == null ? null : closedAt.toInstant());
  }
}
