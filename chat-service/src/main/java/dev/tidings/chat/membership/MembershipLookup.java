package dev.tidings.chat.membership;

import dev.tidings.chat.directory.Directory;
import dev.tidings.platform.identity.CurrentUser;
import dev.tidings.platform.identity.TokenClaims;
import dev.tidings.platform.problem.ProblemException;
import io.agroal.api.AgroalDataSource;
import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Verifies tokens and finds their users' rooms, all of them with one query. */
@ApplicationScoped
class MembershipLookup {

  private static final String ROOMS =
      """
      select member.workspace, member.user_id, member.room_id
        from unnest(?::text[], ?::text[]) as wanted (workspace, user_id)
        join chat_room_members member
          on member.workspace = wanted.workspace and member.user_id = wanted.user_id
       order by member.room_id
      """;

  private final JWTParser tokens;
  private final Directory directory;
  private final AgroalDataSource dataSource;

  MembershipLookup(JWTParser tokens, Directory directory, AgroalDataSource dataSource) {
    this.tokens = tokens;
    this.directory = directory;
    this.dataSource = dataSource;
  }

  private record User(String workspace, String id) {

    static User of(CurrentUser user) {
      return new User(user.workspace(), user.id());
    }
  }

  /** The answer to each token, in their order. */
  LookupView of(List<String> given) {
    List<Optional<CurrentUser>> users = given.stream().map(this::user).toList();
    List<CurrentUser> valid = users.stream().flatMap(Optional::stream).toList();
    directory.rememberAll(valid);
    Map<User, List<UUID>> rooms = rooms(valid.stream().map(User::of).distinct().toList());
    return new LookupView(
        users.stream()
            .map(
                user ->
                    user.map(known -> rooms.getOrDefault(User.of(known), List.of()))
                        .map(found -> new LookupView.ItemView(true, found))
                        .orElse(LookupView.ItemView.REFUSED))
            .toList());
  }

  private Optional<CurrentUser> user(String token) {
    try {
      return Optional.of(TokenClaims.currentUser(tokens.parse(token)));
    } catch (ParseException | ProblemException e) {
      return Optional.empty();
    }
  }

  private Map<User, List<UUID>> rooms(List<User> users) {
    var rooms = new HashMap<User, List<UUID>>();
    try (var connection = dataSource.getConnection();
        var query = connection.prepareStatement(ROOMS)) {
      query.setArray(
          1, connection.createArrayOf("text", users.stream().map(User::workspace).toArray()));
      query.setArray(2, connection.createArrayOf("text", users.stream().map(User::id).toArray()));
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          rooms
              .computeIfAbsent(new User(row.getString(1), row.getString(2)), u -> new ArrayList<>())
              .add(row.getObject(3, UUID.class));
        }
      }
      return rooms;
    } catch (SQLException e) {
      throw new MembershipException("Memberships cannot be looked up", e);
    }
  }
}
