package dev.tidings.notification.feed;

import dev.tidings.platform.store.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** The recipients' rows. */
@ApplicationScoped
class RecipientRepository {

  /** Whoever is new sees the broadcasts that come from now on. */
  private static final String ENTER =
      """
      insert into recipients (workspace, user_id, since_broadcast)
      select made.workspace, made.user_id, coalesce(l.last_seq, 0)
        from unnest(?::text[], ?::text[]) as made (workspace, user_id)
        left join broadcast_logs l on l.workspace = made.workspace
       order by made.workspace, made.user_id
      on conflict (workspace, user_id) do nothing
      """;

  private static final String COLUMNS =
      """
      select r.workspace, r.user_id, r.last_seq, r.unread_count, r.read_through,
             r.broadcasts_read_through
        from recipients r
      """;

  private static final String LOCK_ALL =
      COLUMNS
          + """
             where (r.workspace, r.user_id) in (select * from unnest(?::text[], ?::text[]))
             order by r.workspace, r.user_id
               for update
            """;

  private static final String SAVE =
      """
      update recipients r
         set last_seq = s.last_seq::bigint, unread_count = s.unread_count::bigint,
             read_through = s.read_through::bigint,
             broadcasts_read_through = s.broadcasts_read_through::bigint
        from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
               as s (workspace, user_id, last_seq, unread_count, read_through,
                     broadcasts_read_through)
       where r.workspace = s.workspace and r.user_id = s.user_id
      """;

  private static final String UNREAD =
      """
      select workspace, user_id, count, broadcasts_through from v_unread_counts
       where (workspace, user_id) in (select * from unnest(?::text[], ?::text[]))
      """;

  private final Sql sql;

  RecipientRepository(Sql sql) {
    this.sql = sql;
  }

  /** Makes rows of those who have none. */
  int enter(Collection<RecipientKey> people) {
    return sql.update(ENTER, workspaces(people), users(people));
  }

  /**
   * People's rows, locked; made where there are none. In one order everywhere, so that two who lock
   * the same ones never wait for each other in a circle.
   */
  Map<RecipientKey, Recipient> lockOrCreate(Collection<RecipientKey> people) {
    enter(people);
    return sql.list(LOCK_ALL, RecipientRepository::read, workspaces(people), users(people)).stream()
        .collect(Collectors.toMap(Recipient::key, Function.identity()));
  }

  /** The person's row, locked, if the service knows the person. */
  Optional<Recipient> lock(RecipientKey person) {
    return sql.first(
        COLUMNS + " where r.workspace = ? and r.user_id = ? for update",
        RecipientRepository::read,
        person.workspace(),
        person.userId());
  }

  /** Stores what has changed of rows that are locked. */
  void save(Collection<Recipient> changed) {
    List<RecipientKey> people = changed.stream().map(Recipient::key).toList();
    sql.update(
        SAVE,
        workspaces(people),
        users(people),
        numbers(changed, Recipient::lastSeq),
        numbers(changed, Recipient::unreadCount),
        numbers(changed, Recipient::readThrough),
        numbers(changed, Recipient::broadcastsReadThrough));
  }

  /** How many are unread by each of the people; nothing for those who are not known. */
  Map<RecipientKey, UnreadCountView> unread(Collection<RecipientKey> people) {
    return sql
        .list(
            UNREAD,
            row ->
                Map.entry(
                    key(row),
                    new UnreadCountView(row.getLong("count"), row.getLong("broadcasts_through"))),
            workspaces(people),
            users(people))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Recipient read(ResultSet row) throws SQLException {
    return new Recipient(
        key(row),
        row.getLong("last_seq"),
        row.getLong("unread_count"),
        row.getLong("read_through"),
        row.getLong("broadcasts_read_through"));
  }

  private static RecipientKey key(ResultSet row) throws SQLException {
    return new RecipientKey(row.getString("workspace"), row.getString("user_id"));
  }

  private static List<String> workspaces(Collection<RecipientKey> people) {
    return people.stream().map(RecipientKey::workspace).toList();
  }

  private static List<String> users(Collection<RecipientKey> people) {
    return people.stream().map(RecipientKey::userId).toList();
  }

  private static List<String> numbers(
      Collection<Recipient> recipients, ToLongFunction<Recipient> number) {
    return recipients.stream().map(each -> Long.toString(number.applyAsLong(each))).toList();
  }
}
