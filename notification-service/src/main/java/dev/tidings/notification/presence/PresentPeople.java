package dev.tidings.notification.presence;

import dev.tidings.notification.feed.PersonErased;
import dev.tidings.notification.feed.RecipientKey;
import dev.tidings.platform.store.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Remembers who is active. */
@ApplicationScoped
public class PresentPeople {

  /** The log repeats and may be read anew: only what is newer counts. */
  private static final String PUT =
      """
      insert into present_people (workspace, user_id, active, told_at)
      select workspace, user_id, active, told_at
      from unnest(?::text[], ?::text[], ?::boolean[], ?::timestamptz[])
        as told (workspace, user_id, active, told_at)
      order by workspace, user_id
      on conflict (workspace, user_id) do update
        set active = excluded.active, told_at = excluded.told_at
        where present_people.told_at < excluded.told_at
      """;

  private final Sql sql;

  PresentPeople(Sql sql) {
    this.sql = sql;
  }

  /**
   * What was told of a person.
   *
   * @param active whether the person may see by themselves what comes
   */
  public record Told(RecipientKey person, boolean active, Instant at) {

    private static Told newer(Told one, Told other) {
      return other.at.isBefore(one.at) ? one : other;
    }
  }

  /** Takes in what was told of people, be it of one several times. */
  public void told(Collection<Told> all) {
    if (all.isEmpty()) {
      return;
    }
    var newest = new LinkedHashMap<RecipientKey, Told>();
    all.forEach(each -> newest.merge(each.person, each, Told::newer));
    sql.update(
        PUT,
        texts(newest, told -> told.person.workspace()),
        texts(newest, told -> told.person.userId()),
        texts(newest, Told::active),
        texts(newest, Told::at));
  }

  private static List<String> texts(Map<?, Told> all, Function<Told, ?> value) {
    return all.values().stream().map(value).map(Object::toString).toList();
  }

  /** Who of these people of a workspace were at a device when last heard of. */
  public List<String> activeOf(String workspace, Collection<String> users) {
    return users.isEmpty()
        ? List.of()
        : sql.list(
            """
            select user_id from present_people
            where workspace = ? and user_id = any (?) and active
            """,
            row -> row.getString(1),
            workspace,
            users);
  }

  /** Whether the person was at a device when last heard of. */
  public boolean isActive(RecipientKey person) {
    return sql.number(
            """
            select count(*) from present_people
            where workspace = ? and user_id = ? and active
            """,
            person.workspace(),
            person.userId())
        > 0;
  }

  /** Forgets whether the person is active. */
  void forget(@Observes PersonErased erased) {
    sql.update(
        "delete from present_people where workspace = ? and user_id = ?",
        erased.person().workspace(),
        erased.person().userId());
  }
}
