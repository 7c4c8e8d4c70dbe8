package dev.tidings.notification.feed;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.notification.feed.Notification.Collapsed;
import dev.tidings.notification.feed.Notification.Place;
import dev.tidings.notification.feed.Notification.Times;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.store.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** The notifications' rows; every query is of one person's, or of people whose rows are locked. */
@ApplicationScoped
class NotificationRepository {

  /** When it was read, alone or with all. */
  private static final String READ_AT =
      """
      coalesce(n.read_at,
               (select min(m.read_at) from read_marks m
                 where m.workspace = n.workspace and m.user_id = n.user_id
                   and m.through >= n.unread_since))
      """;

  private static final String COLUMNS =
      """
      select n.id, n.workspace, n.user_id, n.seq, n.unread_since, n.type, n.priority, n.title, n.body,
             n.image, n.actions, n.link, n.data, n.source_key, n.collapse_key, n.not_before,
             n.expires_at, n.created_at, n.archived_at, n.snoozed_until, n.collapsed, n.replaced_by, n.carries,
             case when n.collapsed > 1 then
               (select o.id from notifications o where o.replaced_by = n.id order by o.id desc limit 1)
             end as replaces,
      """
          + READ_AT
          + """
               as read_at
              from notifications n
            """;

  private static final String OWN = " where n.workspace = ? and n.user_id = ?";

  private static final String INSERT =
      """
      insert into notifications
        (id, workspace, user_id, seq, unread_since, type, priority, title, body, image, actions, link,
         data, source_key, collapse_key, not_before, expires_at, created_at, snoozed_until, collapsed,
         replaced_by)
      select v.id, v.workspace, v.user_id, v.seq, v.unread_since, v.type, v.priority, v.title, v.body,
             v.image, v.actions, v.link, v.data, v.source_key, v.collapse_key, v.not_before,
             v.expires_at, v.created_at, v.snoozed_until, v.collapsed, v.replaced_by
        from jsonb_to_recordset(?::jsonb)
          as v(id uuid, workspace text, user_id text, seq bigint, unread_since bigint, type text,
               priority text, title text, body text, image text, actions jsonb, link text, data jsonb,
               source_key text, collapse_key text, not_before timestamptz, expires_at timestamptz,
               created_at timestamptz, snoozed_until timestamptz, collapsed int, replaced_by uuid)
      """;

  private static final String SAVE =
      """
      update notifications n
         set seq = v.seq, unread_since = v.unread_since, created_at = v.created_at,
             read_at = v.read_at, archived_at = v.archived_at, snoozed_until = v.snoozed_until,
             not_before = v.not_before, collapsed = v.collapsed
        from jsonb_to_recordset(?::jsonb)
          as v(id uuid, seq bigint, unread_since bigint, created_at timestamptz,
               read_at timestamptz, archived_at timestamptz, snoozed_until timestamptz,
               not_before timestamptz, collapsed int)
       where n.id = v.id
      """;

  private static final String REPLACE =
      """
      update notifications n
         set seq = null, replaced_by = r.successor::uuid
        from unnest(?::text[], ?::text[]) as r (old, successor)
       where n.id = r.old::uuid or n.replaced_by = r.old::uuid
      """;

  private static final String SOURCES =
      """
      select workspace, user_id, source_key from notifications
       where source_key is not null
         and (workspace, user_id, source_key) in
             (select p.workspace, p.user_id, k.key
                from unnest(?::text[], ?::text[]) as p (workspace, user_id)
               cross join unnest(?::text[]) as k (key))
      """;

  private static final String STANDING =
      """
      select n.workspace, n.user_id, n.collapse_key, n.id, n.collapsed
        from notifications n
        join recipients r on r.workspace = n.workspace and r.user_id = n.user_id
       where (n.workspace, n.user_id, n.collapse_key) in
             (select * from unnest(?::text[], ?::text[], ?::text[]))
         and n.collapse_key is not null and n.seq is not null and n.read_at is null
         and n.unread_since > r.read_through
      """;

  private static final String DELETE =
      """
      delete from notifications
       where workspace = ? and user_id = ? and (id = any (?::uuid[]) or replaced_by = any (?::uuid[]))
      """;

  /**
   * Numbers grow with the time of arrival, but for how far replicas' clocks are apart: the lowest
   * of some that came a little earlier is below all that are meant.
   */
  private static final String SINCE =
      """
       and n.seq >= coalesce(
         (select min(s.seq) from
            (select a.seq from notifications a
              where a.workspace = ? and a.user_id = ? and a.seq is not null and a.created_at >= ?
              order by a.created_at limit 100) s), 9223372036854775807)
      """;

  private static final Duration CLOCKS_APART = Duration.ofMinutes(1);

  /** How many are looked at for a page for which each has to be. */
  static final int LOOKED_AT = 5_000;

  private final Sql sql;

  NotificationRepository(Sql sql) {
    this.sql = sql;
  }

  /**
   * Something about which a person has at most one unread notification in the list.
   *
   * @param key the collapse key
   */
  record Subject(RecipientKey person, String key) {}

  /**
   * The one that stands for all of a collapse key.
   *
   * @param count how many those are
   */
  record Standing(UUID id, int count) {}

  /** Which of the sources which of the people have been notified of. */
  List<Source> sources(Collection<RecipientKey> people, Collection<String> keys) {
    return keys.isEmpty()
        ? List.of()
        : sql.list(
            SOURCES,
            row -> new Source(owner(row), row.getString("source_key")),
            workspaces(people),
            users(people),
            keys);
  }

  /** Which unread ones stand for the subjects. */
  Map<Subject, Standing> standing(Collection<Subject> subjects) {
    return subjects.isEmpty()
        ? Map.of()
        : sql
            .list(
                STANDING,
                row ->
                    Map.entry(
                        new Subject(owner(row), row.getString("collapse_key")),
                        new Standing(row.getObject("id", UUID.class), row.getInt("collapsed"))),
                workspaces(subjects.stream().map(Subject::person).toList()),
                users(subjects.stream().map(Subject::person).toList()),
                subjects.stream().map(Subject::key).toList())
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (_, later) -> later));
  }

  /** Stores new ones. */
  void insert(Collection<Notification> added) {
    if (!added.isEmpty()) {
      ArrayNode rows = JsonNodeFactory.instance.arrayNode();
      added.forEach(each -> whole(rows.addObject(), each));
      sql.update(INSERT, rows.toString());
    }
  }

  /** Stores in which state they are now. */
  void save(Collection<Notification> changed) {
    if (!changed.isEmpty()) {
      ArrayNode rows = JsonNodeFactory.instance.arrayNode();
      changed.forEach(each -> state(rows.addObject(), each));
      sql.update(SAVE, rows.toString());
    }
  }

  /** Takes those out of the list, and all that they stood for, whose place others took. */
  void replace(Map<UUID, UUID> successors) {
    if (!successors.isEmpty()) {
      List<Map.Entry<UUID, UUID>> all = List.copyOf(successors.entrySet());
      sql.update(
          REPLACE,
          all.stream().map(each -> each.getKey().toString()).toList(),
          all.stream().map(each -> each.getValue().toString()).toList());
    }
  }

  /** What was replaced by them has been read as well. */
  void readReplaced(RecipientKey owner, Collection<UUID> successors, Instant now) {
    sql.update(
        """
        update notifications set read_at = ?
        where replaced_by = any (?::uuid[]) and read_at is null and workspace = ? and user_id = ?
        """,
        now,
        texts(successors),
        owner.workspace(),
        owner.userId());
  }

  Optional<Notification> find(RecipientKey owner, UUID id) {
    return sql.first(
        COLUMNS + OWN + " and n.id = ?",
        NotificationRepository::read,
        owner.workspace(),
        owner.userId(),
        id);
  }

  /**
   * Those of the ids that the person can name, locked, but not against others who only refer to
   * them.
   */
  List<Notification> lock(RecipientKey owner, Collection<UUID> ids) {
    return sql
        .<Notification>list(
            COLUMNS + OWN + " and n.id = any (?::uuid[]) order by n.id for no key update of n",
            NotificationRepository::read,
            owner.workspace(),
            owner.userId(),
            texts(ids))
        .stream()
        .filter(Notification::shown)
        .toList();
  }

  /** Some that have been read, the oldest first, with their ids alone. */
  List<UUID> readOnes(RecipientKey owner, String type, int limit) {
    return sql.list(
        """
        select n.id from notifications n
        join recipients r on r.workspace = n.workspace and r.user_id = n.user_id
        where n.workspace = ? and n.user_id = ? and n.seq is not null and n.archived_at is null
          and (n.read_at is not null or n.unread_since <= r.read_through)
          and (?::text is null or n.type = ?)
        order by n.seq limit ?
        """,
        row -> row.getObject(1, UUID.class),
        owner.workspace(),
        owner.userId(),
        type,
        type,
        limit);
  }

  /** The last that came into the list. */
  Optional<Notification> newest(RecipientKey owner) {
    return sql.first(
        COLUMNS + OWN + " and n.seq is not null order by n.seq desc limit 1",
        NotificationRepository::read,
        owner.workspace(),
        owner.userId());
  }

  /**
   * Down to where it is looked.
   *
   * @param at when the last one that is looked at came
   */
  record Floor(long seq, Instant at) {}

  /**
   * How far down it is looked for a page, if not to the end.
   *
   * @param beforeSeq where it begins
   */
  Optional<Floor> floor(RecipientKey owner, FeedFilter filter, long beforeSeq) {
    return filter.looksAtEach()
        ? sql.first(
            """
            select seq, created_at from notifications
            where workspace = ? and user_id = ? and seq < ?
            order by seq desc offset ? limit 1
            """,
            row -> new Floor(row.getLong("seq"), Content.time(row, "created_at")),
            owner.workspace(),
            owner.userId(),
            beforeSeq,
            LOOKED_AT)
        : Optional.empty();
  }

  /** Newest first, from one place in the list on, before another. */
  List<Notification> page(
      RecipientKey owner, FeedFilter filter, long fromSeq, long beforeSeq, int limit) {
    if (!filter.unreadOnly()) {
      return page(owner, filter, limit, "n.seq >= ? and n.seq < ?", fromSeq, beforeSeq);
    }
    // What came after all was read, and the few before it that were made unread again: each of
    // both is looked for where there is nothing else to pass over.
    long readThrough = readThrough(owner);
    var found =
        new ArrayList<>(
            page(
                owner,
                filter,
                limit,
                "n.read_at is null and n.seq >= ? and n.seq < ? and n.seq > ?",
                fromSeq,
                beforeSeq,
                readThrough));
    if (found.size() < limit) {
      found.addAll(
          page(
              owner,
              filter,
              limit - found.size(),
              "n.read_at is null and n.unread_since > n.seq"
                  + " and n.seq >= ? and n.seq < ? and n.seq <= ? and n.unread_since > ?",
              fromSeq,
              beforeSeq,
              readThrough,
              readThrough));
    }
    return found;
  }

  private List<Notification> page(
      RecipientKey owner, FeedFilter filter, int limit, String where, Long... places) {
    var query = new StringBuilder(COLUMNS).append(OWN).append(" and ").append(where);
    var parameters = new ArrayList<Object>(List.of(owner.workspace(), owner.userId()));
    parameters.addAll(List.of(places));
    query.append(
        filter.shelf() == FeedFilter.Shelf.ARCHIVE
            ? " and n.archived_at is not null"
            : " and n.archived_at is null");
    if (filter.since() != null) {
      query.append(SINCE);
      parameters.add(owner.workspace());
      parameters.add(owner.userId());
      parameters.add(filter.since().minus(CLOCKS_APART));
    }
    FilterSql.append(filter, "n", query, parameters);
    parameters.add(limit);
    return sql.list(
        query.append(" order by n.seq desc limit ?").toString(),
        NotificationRepository::read,
        parameters.toArray());
  }

  private long readThrough(RecipientKey owner) {
    return sql.<Long>first(
            "select read_through from recipients where workspace = ? and user_id = ?",
            row -> row.getLong(1),
            owner.workspace(),
            owner.userId())
        .orElse(0L);
  }

  /** Whose notifications cite the message otherwise. */
  List<RecipientKey> ownersCiting(String workspace, String messageId, String excerpt) {
    return sql.list(
        """
        select distinct workspace, user_id from notifications
        where workspace = ? and data ->> 'messageId' = ? and body not in ('', ?)
        """,
        NotificationRepository::owner,
        workspace,
        messageId,
        excerpt);
  }

  /** Has all that cite the message say this, and says which those are. */
  List<UUID> cite(String workspace, String messageId, String excerpt) {
    return sql.list(
        """
        update notifications set body = ?
        where workspace = ? and data ->> 'messageId' = ? and body not in ('', ?)
        returning id
        """,
        row -> row.getObject(1, UUID.class),
        excerpt,
        workspace,
        messageId,
        excerpt);
  }

  /** Has nothing cite the room's messages up to the number any more. */
  List<UUID> citeNothing(String workspace, String roomId, long through) {
    return sql.list(
        """
        update notifications set body = ''
        where workspace = ? and data ->> 'roomId' = ? and data ->> 'messageId' is not null
          and body <> '' and jsonb_typeof(data -> 'seq') = 'number'
          and (data ->> 'seq')::numeric <= ?
        returning id
        """,
        row -> row.getObject(1, UUID.class),
        workspace,
        roomId,
        through);
  }

  /** Those of the ids, whosever they are. */
  List<Notification> all(Collection<UUID> ids) {
    return sql.list(
        COLUMNS + " where n.id = any (?::uuid[]) order by n.id",
        NotificationRepository::read,
        texts(ids));
  }

  /** What comes back later, the soonest first, after the given one. */
  List<Notification> snoozed(
      RecipientKey owner, FeedFilter filter, Instant after, UUID afterId, int limit) {
    var query =
        new StringBuilder(COLUMNS)
            .append(OWN)
            .append(" and n.snoozed_until is not null and (n.snoozed_until, n.id) > (?, ?::uuid)");
    var parameters =
        new ArrayList<Object>(List.of(owner.workspace(), owner.userId(), after, afterId));
    FilterSql.append(filter, "n", query, parameters);
    parameters.add(limit);
    return sql.list(
        query.append(" order by n.snoozed_until, n.id limit ?").toString(),
        NotificationRepository::read,
        parameters.toArray());
  }

  /** Everything up to the place in the person's sequence was read then. */
  void mark(RecipientKey owner, long through, Instant now) {
    sql.update(
        """
        insert into read_marks (workspace, user_id, through, read_at) values (?, ?, ?, ?)
        on conflict do nothing
        """,
        owner.workspace(),
        owner.userId(),
        through,
        now);
  }

  /** Deletes them with all that they stood for. */
  void delete(RecipientKey owner, Collection<UUID> ids) {
    sql.update(DELETE, owner.workspace(), owner.userId(), texts(ids), texts(ids));
  }

  private static Notification read(ResultSet row) throws SQLException {
    var made =
        new NewNotification(
            owner(row),
            row.getString("type"),
            Priority.of(row.getString("priority")),
            row.getString("title"),
            row.getString("body"),
            row.getString("image"),
            Content.actions(row),
            row.getString("link"),
            Content.data(row),
            row.getString("source_key"),
            new Handling(
                row.getString("collapse_key"),
                Content.time(row, "not_before"),
                Content.time(row, "expires_at")));
    return new Notification(
        row.getObject("id", UUID.class),
        made,
        new Place(row.getObject("seq", Long.class), row.getObject("unread_since", Long.class)),
        new Times(
            Content.time(row, "created_at"),
            Content.time(row, "read_at"),
            Content.time(row, "archived_at"),
            Content.time(row, "snoozed_until")),
        new Collapsed(
            row.getInt("collapsed"),
            row.getObject("replaces", UUID.class),
            row.getObject("replaced_by", UUID.class)),
        row.getObject("carries", UUID.class));
  }

  private static void whole(ObjectNode row, Notification notification) {
    NewNotification made = notification.made();
    state(row, notification);
    row.put("workspace", made.recipient().workspace());
    row.put("user_id", made.recipient().userId());
    row.put("type", made.type());
    row.put("priority", made.priority().value());
    row.put("title", made.title());
    row.put("body", made.body());
    row.put("image", made.image());
    row.set("actions", Json.mapper().valueToTree(made.actions()));
    row.put("link", made.link());
    row.set("data", made.data());
    row.put("source_key", made.sourceKey());
    row.put("collapse_key", made.handling().collapseKey());
    row.put("expires_at", Objects.toString(made.handling().expiresAt(), null));
    row.put("replaced_by", Objects.toString(notification.replacedBy(), null));
  }

  private static void state(ObjectNode row, Notification notification) {
    NotificationView view = notification.view();
    row.put("id", view.id());
    row.put("seq", notification.seq());
    row.put("unread_since", notification.unreadSince());
    row.put("created_at", notification.createdAt().toString());
    row.put("read_at", Objects.toString(view.readAt(), null));
    row.put("archived_at", Objects.toString(view.archivedAt(), null));
    row.put("snoozed_until", Objects.toString(view.snoozedUntil(), null));
    row.put("not_before", Objects.toString(notification.notBefore(), null));
    row.put("collapsed", view.count());
  }

  private static RecipientKey owner(ResultSet row) throws SQLException {
    return new RecipientKey(row.getString("workspace"), row.getString("user_id"));
  }

  private static List<String> workspaces(Collection<RecipientKey> people) {
    return people.stream().map(RecipientKey::workspace).toList();
  }

  private static List<String> users(Collection<RecipientKey> people) {
    return people.stream().map(RecipientKey::userId).toList();
  }

  private static List<String> texts(Collection<UUID> ids) {
    return ids.stream().map(UUID::toString).toList();
  }
}
