package dev.tidings.chat.directory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tidings.platform.identity.CurrentUser;
import dev.tidings.platform.identity.Profile;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The people of each workspace. What a process has just stored or read it keeps in mind, so that a
 * busy caller costs no query per request.
 */
@ApplicationScoped
public class Directory {

  private static final String STORE =
      """
      insert into chat_users as known
             (workspace, user_id, first_name, last_name, profile_image, updated_at)
      values (?, ?, ?, ?, ?, ?)
      on conflict (workspace, user_id) do update
        set first_name = excluded.first_name,
            last_name = excluded.last_name,
            profile_image = excluded.profile_image,
            updated_at = excluded.updated_at
      where known.erased_at is null
        and (known.first_name, known.last_name, known.profile_image)
            is distinct from (excluded.first_name, excluded.last_name, excluded.profile_image)
      """;

  private static final String ERASE =
      """
      insert into chat_users (workspace, user_id, updated_at, erased_at) values (?, ?, ?, ?)
      on conflict (workspace, user_id) do update
        set first_name = null, last_name = null, profile_image = null,
            updated_at = excluded.updated_at, erased_at = excluded.erased_at
      """;

  private static final String FIND =
      """
      select first_name, last_name, profile_image
        from chat_users where workspace = ? and user_id = ?
      """;

  private static final Profile UNKNOWN = new Profile(null, null, null);

  private final AgroalDataSource dataSource;
  private final Clock clock;
  private final Cache<Known, Person> remembered =
      Caffeine.newBuilder().maximumSize(20_000).expireAfterWrite(Duration.ofMinutes(5)).build();

  Directory(AgroalDataSource dataSource, Clock clock) {
    this.dataSource = dataSource;
    this.clock = clock;
  }

  /**
   * Stores what a token says of its user and returns what is known of that person. A token without
   * any name or picture, such as a service's, takes nothing away.
   */
  public Person remember(String workspace, String userId, Profile profile) {
    return remembered.get(
        new Known(workspace, userId, profile),
        known -> {
          if (profile.equals(UNKNOWN)) {
            return find(workspace, userId);
          }
          store(List.of(known));
          return find(workspace, userId);
        });
  }

  /** What is known of a person; at least the id. */
  public Person find(String workspace, String userId) {
    try (var connection = dataSource.getConnection();
        var find = connection.prepareStatement(FIND)) {
      find.setString(1, workspace);
      find.setString(2, userId);
      try (ResultSet row = find.executeQuery()) {
        return row.next()
            ? new Person(userId, row.getString(1), row.getString(2), row.getString(3))
            : new Person(userId, null, null, null);
      }
    } catch (SQLException e) {
      throw new DirectoryException("A person cannot be looked up", e);
    }
  }

  /** Stores what the tokens of many users say of them, in one batch. */
  public void rememberAll(Collection<CurrentUser> users) {
    List<Known> fresh =
        users.stream()
            .map(user -> new Known(user.workspace(), user.id(), user.profile()))
            .filter(known -> !known.profile().equals(UNKNOWN))
            .filter(known -> remembered.getIfPresent(known) == null)
            // In one order everywhere, so that two batches never wait for each other in a circle.
            .sorted(Comparator.comparing(Known::workspace).thenComparing(Known::userId))
            .distinct()
            .toList();
    store(fresh);
    fresh.forEach(known -> remembered.put(known, person(known.userId(), known.profile())));
  }

  /** Forgets who somebody is, for ever: what a token says of them later is not stored. */
  public void erase(String workspace, String userId) {
    try (var connection = dataSource.getConnection();
        var erase = connection.prepareStatement(ERASE)) {
      erase.setString(1, workspace);
      erase.setString(2, userId);
      for (int time = 3; time <= 4; time++) {
        erase.setObject(time, clock.instant().atOffset(ZoneOffset.UTC));
      }
      erase.executeUpdate();
    } catch (SQLException e) {
      throw new DirectoryException("A person cannot be erased", e);
    }
    remembered.asMap().keySet().removeIf(known -> known.isOf(workspace, userId));
  }

  private void store(List<Known> people) {
    if (people.isEmpty()) {
      return;
    }
    try (var connection = dataSource.getConnection();
        var store = connection.prepareStatement(STORE)) {
      for (Known known : people) {
        Person person = person(known.userId(), known.profile());
        store.setString(1, known.workspace());
        store.setString(2, known.userId());
        store.setString(3, person.firstName());
        store.setString(4, person.lastName());
        store.setString(5, person.profileImage());
        store.setObject(6, clock.instant().atOffset(ZoneOffset.UTC));
        store.addBatch();
      }
      store.executeBatch();
    } catch (SQLException e) {
      throw new DirectoryException("People cannot be stored", e);
    }
  }

  private static Person person(String userId, Profile profile) {
    return new Person(
        userId,
        storable(profile.firstName()),
        storable(profile.lastName()),
        storable(profile.profileImage()));
  }

  /** PostgreSQL stores no NUL, and a token's claim may hold one. */
  private static String storable(String text) {
    return text == null ? null : text.replace("\0", "");
  }

  private record Known(String workspace, String userId, Profile profile) {

    boolean isOf(String otherWorkspace, String otherUserId) {
      return workspace.equals(otherWorkspace) && userId.equals(otherUserId);
    }
  }
}
