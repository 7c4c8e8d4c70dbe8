package dev.tidings.chat.membership;

import dev.tidings.chat.directory.Caller;
import dev.tidings.chat.directory.Person;
import dev.tidings.platform.page.Cursor;
import dev.tidings.platform.page.Page;
import dev.tidings.platform.problem.ProblemException;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The members of a room with their names, as another member sees them, by user id. */
@ApplicationScoped
public class MemberList {

  private static final String SELECT =
      """
      select m.room_id, m.user_id, m.role, m.joined_at,
             u.first_name, u.last_name, u.profile_image
        from chat_room_members m
        join chat_room_members own
          on own.room_id = m.room_id and own.user_id = ? and own.workspace = ?
        left join chat_users u on u.workspace = m.workspace and u.user_id = m.user_id
       where m.room_id = ?
      """;

  private final AgroalDataSource dataSource;
  private final Memberships memberships;

  MemberList(AgroalDataSource dataSource, Memberships memberships) {
    this.dataSource = dataSource;
    this.memberships = memberships;
  }

  /**
   * A page of the members of one of the caller's rooms.
   *
   * @param cursor where the page before ended; null for the first
   */
  public Page<MemberView> page(Caller caller, UUID roomId, String cursor, int limit) {
    String after = cursor == null ? "" : Cursor.decode(cursor, 1).text(0);
    memberships.roleOf(caller, roomId);
    return Page.ofOneMore(
        query(caller, roomId, " and m.user_id > ? order by m.user_id limit ?", after, limit + 1),
        limit,
        member -> Cursor.of(member.userId()));
  }

  /**
   * One member of one of the caller's rooms.
   *
   * @throws ProblemException {@code not-found}
   */
  public MemberView get(Caller caller, UUID roomId, String userId) {
    memberships.roleOf(caller, roomId);
    return query(caller, roomId, " and m.user_id = ? limit ?", userId, 1).stream()
        .findFirst()
        .orElseThrow(() -> ProblemException.notFound("member"));
  }

  private List<MemberView> query(
      Caller caller, UUID roomId, String condition, String userId, int limit) {
    try (var connection = dataSource.getConnection();
        var select = connection.prepareStatement(SELECT + condition)) {
      select.setString(1, caller.id());
      select.setString(2, caller.workspace());
      select.setObject(3, roomId);
      select.setString(4, userId.replace("\0", ""));
      select.setInt(5, limit);
      var found = new ArrayList<MemberView>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.add(read(row));
        }
      }
      return found;
    } catch (SQLException e) {
      throw new MembershipException("Members cannot be read", e);
    }
  }

  private static MemberView read(ResultSet row) throws SQLException {
    String userId = row.getString("user_id");
    return new MemberView(
        row.getObject("room_id", UUID.class),
        userId,
        Role.of(row.getString("role")),
        row.getTimestamp("joined_at").toInstant(),
        new Person(
            userId,
            row.getString("first_name"),
            row.getString("last_name"),
            row.getString("profile_image")));
  }
}
