package dev.tidings.notification.activity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.identity.CurrentUser;
import dev.tidings.platform.page.Cursor;
import dev.tidings.platform.page.Page;
import dev.tidings.platform.store.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Answers what a person may know of what happened. */
@ApplicationScoped
class ActivityQueries {

  /**
   * The channels that are the reader's, of each the newest that fit, and of these the newest: it
   * touches as many rows of an index as the page has, times the reader's channels, however many
   * activities others have.
   */
  private static final String PAGE =
      """
      with mine as (
        select 'workspace' as audience
        union all select 'user:' || ?::text
        union all select 'role:' || role from unnest(?::text[]) role
        union all select 'room:' || m.room_id from room_members m
                   where m.workspace = ? and m.user_id = ?
      ), seen as (
        select distinct newest.activity_id, newest.created_at
        from mine cross join lateral (
          select a.activity_id, a.created_at
          from activity_audiences a join activity_feed f on f.id = a.activity_id
          where a.workspace = ? and a.audience = mine.audience
            and (a.created_at, a.activity_id) < (?, ?::uuid)
            and a.created_at >= ?
            and (?::text is null or f.type = ?)
            and (?::text is null or f.actor_id = ?)
            and (?::text is null or f.resource_type = ?)
            and (?::text is null or f.resource_id = ?)
          order by a.created_at desc, a.activity_id desc
          limit ?) newest
        order by newest.created_at desc, newest.activity_id desc
        limit ?
      )
      select f.id, f.type, f.visibility, f.actor_id, f.title, f.body, f.link, f.resource_type,
             f.resource_id, f.data, f.created_at
      from seen join activity_feed f on f.id = seen.activity_id
      order by f.created_at desc, f.id desc
      """;

  private static final String LAST_ID = "ffffffff-ffff-ffff-ffff-ffffffffffff";
  private static final Instant BEGINNING = Instant.EPOCH;
  private static final Instant END = Instant.parse("9999-01-01T00:00:00Z");

  private final Sql sql;

  ActivityQueries(Sql sql) {
    this.sql = sql;
  }

  /**
   * What the reader may know of, newest first.
   *
   * @param cursor where the page before ended; null for the first
   */
  Page<ActivityView> page(CurrentUser reader, ActivityFilter filter, String cursor, int limit) {
    Cursor before = cursor == null ? Cursor.of(END, LAST_ID) : Cursor.decode(cursor, 2);
    return Page.ofOneMore(
        sql.list(
            PAGE,
            ActivityQueries::view,
            reader.id(),
            reader.roles(),
            reader.workspace(),
            reader.id(),
            reader.workspace(),
            before.instant(0),
            before.uuid(1),
            filter.since() == null ? BEGINNING : filter.since(),
            filter.type(),
            filter.type(),
            filter.actorId(),
            filter.actorId(),
            filter.resourceType(),
            filter.resourceType(),
            filter.resourceId(),
            filter.resourceId(),
            limit + 1,
            limit + 1),
        limit,
        activity -> Cursor.of(activity.createdAt(), activity.id()));
  }

  /** The activity of a source, whoever may see it. */
  Optional<ActivityView> ofSource(String workspace, String sourceKey) {
    return sql.first(
        "select * from activity_feed where workspace = ? and source_key = ?",
        ActivityQueries::view,
        workspace,
        sourceKey);
  }

  private static ActivityView view(ResultSet row) throws SQLException {
    String resource = row.getString("resource_type");
    return new ActivityView(
        row.getString("id"),
        row.getString("type"),
        Visibility.of(row.getString("visibility")),
        row.getString("actor_id"),
        row.getString("title"),
        row.getString("body"),
        row.getString("link"),
        resource == null ? null : new ResourceView(resource, row.getString("resource_id")),
        json(row.getString("data")),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }

  private static JsonNode json(String text) {
    try {
      return Json.mapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("An activity holds no JSON", e);
    }
  }
}
