package dev.tidings.notification.feed;

import dev.tidings.platform.event.Json;
import dev.tidings.platform.store.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of broadcasts, and of what single people did with them. */
@ApplicationScoped
class BroadcastRepository {

  /** The row is locked until the transaction ends, so numbers are in the order of commits. */
  private static final String DRAW =
      """
      insert into broadcast_logs (workspace, last_seq) values (?, 1)
      on conflict (workspace) do update set last_seq = broadcast_logs.last_seq + 1
      returning last_seq
      """;

  private static final String INSERT =
      """
      insert into broadcasts
        (id, workspace, seq, audience, type, priority, title, body, image, actions, link, data,
         source_key, not_before, expires_at, created_at)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?::jsonb, ?, ?, ?, ?)
      on conflict (workspace, source_key) where source_key is not null do nothing
      """;

  private static final String SEEN =
      """
      select b.id, b.seq, b.type, b.priority, b.title, b.body, b.image, b.actions, b.link, b.data,
             b.created_at, b.read_at, b.archived_at, b.expires_at
        from v_person_broadcasts b
       where b.workspace = ? and b.user_id = ?
      """;

  private static final String ALL =
      """
      select b.id, b.workspace, b.audience, b.seq, b.type, b.priority, b.title, b.body, b.image,
             b.actions, b.link, b.data, b.created_at, null::timestamptz as read_at,
             null::timestamptz as archived_at, b.expires_at, b.not_before
        from broadcasts b
      """;

  /** Nothing, if the broadcast was taken back a moment ago. */
  private static final String STATE =
      """
      insert into broadcast_states
        (workspace, user_id, seq, read_at, unread_since, archived_at, deleted_at)
      select b.workspace, ?, b.seq, ?::timestamptz, ?::bigint, ?::timestamptz, ?::timestamptz
        from broadcasts b where b.workspace = ? and b.seq = ? for key share
      on conflict (workspace, user_id, seq) do update
        set read_at = excluded.read_at, unread_since = excluded.unread_since,
            archived_at = excluded.archived_at, deleted_at = excluded.deleted_at
      """;

  private static final String CARRY =
      """
      insert into notifications
        (id, workspace, user_id, type, priority, title, body, image, actions, link, data,
         expires_at, created_at, carries)
      select c.id::uuid, b.workspace, c.user_id, b.type, b.priority, b.title, b.body, b.image,
             b.actions, b.link, b.data, b.expires_at, ?, b.id
        from unnest(?::text[], ?::text[]) as c (id, user_id), broadcasts b
       where b.id = ?
      """;

  private final Sql sql;

  BroadcastRepository(Sql sql) {
    this.sql = sql;
  }

  /**
   * A broadcast as it is stored.
   *
   * @param notBefore when it was to come; null for at once
   */
  record Stored(
      UUID id, String workspace, Audience audience, NotificationView view, Instant notBefore) {}

  /** Draws the workspace's next number. */
  long draw(String workspace) {
    return sql.number(DRAW, workspace);
  }

  /** The number of the workspace's newest broadcast; 0 if it never had one. */
  long lastSeq(String workspace) {
    return sql.<Long>first(
            "select last_seq from broadcast_logs where workspace = ?",
            row -> row.getLong(1),
            workspace)
        .orElse(0L);
  }

  /** The broadcast that the source caused. */
  Optional<UUID> ofSource(String workspace, String sourceKey) {
    return sql.first(
        "select id from broadcasts where workspace = ? and source_key = ?",
        row -> row.getObject(1, UUID.class),
        workspace,
        sourceKey);
  }

  /**
   * Stores a new one.
   *
   * @param seq its number; null while it is not due
   * @return false if its source has caused one before
   */
  boolean insert(UUID id, NewBroadcast made, Long seq, Instant now) {
    return sql.update(
            INSERT,
            id,
            made.workspace(),
            seq,
            made.audience().value(),
            made.type(),
            made.priority().value(),
            made.title(),
            made.body(),
            made.image(),
            new String(Json.bytes(made.actions()), StandardCharsets.UTF_8),
            made.link(),
            made.data().toString(),
            made.sourceKey(),
            made.notBefore(),
            made.expiresAt(),
            now)
        == 1;
  }

  /** Those that are due and not out yet, locked; what another replica has is left out. */
  List<Stored> due(Instant now, int limit) {
    return sql.list(
        ALL
            + " where b.seq is null and b.not_before <= ? and (b.expires_at is null or b.expires_at > ?)"
            + " order by b.workspace, b.not_before limit ? for update of b skip locked",
        BroadcastRepository::stored,
        now,
        now,
        limit);
  }

  /** It comes now. */
  void enter(UUID id, long seq, Instant now) {
    sql.update("update broadcasts set seq = ?, created_at = ? where id = ?", seq, now, id);
  }

  /**
   * Those that are worth nothing more or came before then, locked; what another replica has is left
   * out.
   */
  List<Stored> over(Instant now, Instant cameBefore, int limit) {
    return sql.list(
        ALL
            + " where b.expires_at <= ? or b.created_at < ? and b.seq is not null"
            + " order by b.id limit ? for update of b skip locked",
        BroadcastRepository::stored,
        now,
        cameBefore,
        limit);
  }

  /** One of the workspace's, locked. */
  Optional<Stored> lock(String workspace, UUID id) {
    return sql.first(
        ALL + " where b.workspace = ? and b.id = ? for update of b",
        BroadcastRepository::stored,
        workspace,
        id);
  }

  /** The workspace's, the last made first. */
  List<Stored> all(String workspace, UUID before, int limit) {
    return sql.list(
        ALL + " where b.workspace = ? and b.id < ?::uuid order by b.id desc limit ?",
        BroadcastRepository::stored,
        workspace,
        before,
        limit);
  }

  /** Those of the workspace who see it, by id, after the given one. */
  List<RecipientKey> audience(String workspace, UUID id, String after, int limit) {
    return sql.list(
        """
        select b.user_id from v_person_broadcasts b
        where b.workspace = ? and b.id = ? and b.user_id > ? order by b.user_id limit ?
        """,
        row -> new RecipientKey(workspace, row.getString(1)),
        workspace,
        id,
        after,
        limit);
  }

  /** Makes the rows that carry it to people's other channels. */
  void carry(UUID id, List<Arrival> carriers) {
    sql.update(
        CARRY,
        carriers.getFirst().at(),
        carriers.stream().map(each -> each.id().toString()).toList(),
        carriers.stream().map(each -> each.made().recipient().userId()).toList(),
        id);
  }

  /** The rows that carry it. */
  List<UUID> carriers(UUID id) {
    return sql.list(
        "select id from notifications where carries = ? order by id",
        row -> row.getObject(1, UUID.class),
        id);
  }

  /** The row that carries it to the person, if there is one yet. */
  Optional<UUID> carrier(RecipientKey person, UUID id) {
    return sql.first(
        "select id from notifications where carries = ? and workspace = ? and user_id = ?",
        row -> row.getObject(1, UUID.class),
        id,
        person.workspace(),
        person.userId());
  }

  /** Deletes it with what people did with it. */
  void delete(UUID id) {
    sql.update("delete from broadcasts where id = ?", id);
  }

  /** A broadcast that the person sees. */
  Optional<SeenBroadcast> find(RecipientKey person, UUID id) {
    return find(person, List.of(id)).stream().findFirst();
  }

  /** Those of the ids that the person sees. */
  List<SeenBroadcast> find(RecipientKey person, Collection<UUID> ids) {
    return sql.list(
        SEEN + " and b.id = any (?::uuid[])",
        BroadcastRepository::seen,
        person.workspace(),
        person.userId(),
        ids.stream().map(UUID::toString).toList());
  }

  /** Newest first, before the given number. */
  List<SeenBroadcast> page(RecipientKey person, FeedFilter filter, long beforeSeq, int limit) {
    var query = new StringBuilder(SEEN).append(" and b.seq < ?");
    var parameters = new ArrayList<Object>(List.of(person.workspace(), person.userId(), beforeSeq));
    query.append(
        filter.shelf() == FeedFilter.Shelf.ARCHIVE
            ? " and b.archived_at is not null"
            : " and b.archived_at is null");
    if (filter.unreadOnly()) {
      query.append(" and b.read_at is null");
    }
    FilterSql.append(filter, "b", query, parameters);
    parameters.add(limit);
    return sql.list(
        query.append(" order by b.seq desc limit ?").toString(),
        BroadcastRepository::seen,
        parameters.toArray());
  }

  /** Some that the person has read, the oldest first. */
  List<UUID> readOnes(RecipientKey person, String type, int limit) {
    return sql.list(
        """
        select b.id from v_person_broadcasts b
        where b.workspace = ? and b.user_id = ? and b.read_at is not null and b.archived_at is null
          and (?::text is null or b.type = ?)
        order by b.seq limit ?
        """,
        row -> row.getObject(1, UUID.class),
        person.workspace(),
        person.userId(),
        type,
        type,
        limit);
  }

  /** Stores what the person has done with it. */
  void save(RecipientKey person, SeenBroadcast broadcast, Instant deletedAt) {
    sql.update(
        STATE,
        person.userId(),
        broadcast.readAt(),
        broadcast.unreadSince(),
        broadcast.archivedAt(),
        deletedAt,
        person.workspace(),
        broadcast.seq());
  }

  /** All up to the number were read by the person then. */
  void mark(RecipientKey person, long through, Instant now) {
    sql.update(
        """
        insert into broadcast_reads (workspace, user_id, through, read_at) values (?, ?, ?, ?)
        on conflict do nothing
        """,
        person.workspace(),
        person.userId(),
        through,
        now);
  }

  private static SeenBroadcast seen(ResultSet row) throws SQLException {
    return new SeenBroadcast(row.getLong("seq"), view(row));
  }

  private static Stored stored(ResultSet row) throws SQLException {
    return new Stored(
        row.getObject("id", UUID.class),
        row.getString("workspace"),
        Audience.of(row.getString("audience")),
        view(row),
        Content.time(row, "not_before"));
  }

  private static NotificationView view(ResultSet row) throws SQLException {
    return new NotificationView(
        row.getString("id"),
        row.getString("type"),
        Priority.of(row.getString("priority")),
        row.getString("title"),
        row.getString("body"),
        row.getString("image"),
        Content.actions(row),
        row.getString("link"),
        Content.data(row),
        Content.time(row, "created_at"),
        Content.time(row, "read_at"),
        Content.time(row, "archived_at"),
        null,
        Content.time(row, "expires_at"),
        1,
        null,
        row.getObject("seq", Long.class));
  }
}
