package dev.tidings.notification.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.notification.feed.RecipientKey;
import dev.tidings.platform.store.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes what is stored of somebody, page by page, so that it is never all in memory. */
@ApplicationScoped
class Exports {

  private static final int PAGE = 500;

  private static final String PROFILE =
      """
      select json_build_object(
               'userId', w.user_id,
               'email', (select c.email from contacts c
                          where c.workspace = w.workspace and c.user_id = w.user_id),
               'phone', (select c.phone from contacts c
                          where c.workspace = w.workspace and c.user_id = w.user_id),
               'preferences', (select p.settings from notification_preferences p
                                where p.workspace = w.workspace and p.user_id = w.user_id),
               'roles', coalesce((select json_agg(m.role order by m.role) from role_members m
                                   where m.workspace = w.workspace and m.user_id = w.user_id), '[]'),
               'browsers', coalesce((select json_agg(s.endpoint order by s.created_at)
                                       from push_subscriptions s
                                      where s.workspace = w.workspace and s.user_id = w.user_id),
                                    '[]'))::text
        from (select ?::text as workspace, ?::text as user_id) w
      """;

  private static final String NOTIFICATIONS =
      """
      select n.id,
             json_build_object('id', n.id, 'type', n.type, 'priority', n.priority, 'title', n.title,
                               'body', n.body, 'link', n.link, 'data', n.data,
                               'createdAt', n.created_at, 'readAt', n.read_at,
                               'archivedAt', n.archived_at, 'snoozedUntil', n.snoozed_until)::text
        from notifications n
       where n.workspace = ? and n.user_id = ? and n.id > ? and n.carries is null
       order by n.id limit
      """
          + PAGE;

  private static final String BROADCASTS =
      """
      select b.id,
             json_build_object('id', b.id, 'type', b.type, 'title', b.title,
                               'createdAt', b.created_at, 'readAt', b.read_at,
                               'archivedAt', b.archived_at)::text
        from v_person_broadcasts b
       where b.workspace = ? and b.user_id = ? and b.id > ?
       order by b.id limit
      """
          + PAGE;

  private static final String DELIVERIES =
      """
      select d.id,
             json_build_object('id', d.id, 'channel', d.channel,
                               'notificationId', d.notification_id, 'digestAt', d.digest_at,
                               'state', d.state, 'createdAt', d.created_at,
                               'finishedAt', d.finished_at)::text
        from deliveries d
       where d.workspace = ? and d.user_id = ? and d.id > ?
       order by d.id limit
      """
          + PAGE;

  /** What the person did, and what concerns the person. */
  private static final String ACTIVITIES =
      """
      select f.id,
             json_build_object('id', f.id, 'type', f.type, 'visibility', f.visibility,
                               'actorId', f.actor_id, 'title', f.title, 'body', f.body,
                               'link', f.link, 'resourceType', f.resource_type,
                               'resourceId', f.resource_id, 'data', f.data,
                               'createdAt', f.created_at)::text
        from (select ?::text as workspace, ?::text as user_id, ?::uuid as place) p
        join lateral (
          select a.id from activity_feed a
           where a.workspace = p.workspace and a.actor_id = p.user_id
          union
          select o.activity_id from activity_audiences o
           where o.workspace = p.workspace and o.audience = 'user:' || p.user_id) own on true
        join activity_feed f on f.id = own.id
       where f.id > p.place
       order by f.id limit
      """
          + PAGE;

  private static final UUID FIRST = new UUID(0, 0);

  private final Sql sql;

  Exports(Sql sql) {
    this.sql = sql;
  }

  private record Line(UUID id, String json) {}

  /** Writes the archive. */
  void write(RecipientKey person, OutputStream out) throws IOException {
    try (var zip = new ZipOutputStream(out, UTF_8)) {
      zip.putNextEntry(new ZipEntry("profile.json"));
      line(
          zip,
          sql.<String>first(PROFILE, row -> row.getString(1), person.workspace(), person.userId())
              .orElseThrow());
      lines(zip, "notifications.ndjson", NOTIFICATIONS, person);
      lines(zip, "broadcasts.ndjson", BROADCASTS, person);
      lines(zip, "deliveries.ndjson", DELIVERIES, person);
      lines(zip, "activities.ndjson", ACTIVITIES, person);
    }
  }

  private void lines(ZipOutputStream zip, String name, String query, RecipientKey person)
      throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    UUID place = FIRST;
    List<Line> page;
    do {
      page =
          sql.list(
              query,
              row -> new Line(row.getObject(1, UUID.class), row.getString(2)),
              person.workspace(),
              person.userId(),
              place);
      for (Line each : page) {
        line(zip, each.json());
        place = each.id();
      }
    } while (page.size() == PAGE);
  }

  private static void line(OutputStream out, String json) throws IOException {
    out.write(json.getBytes(UTF_8));
    out.write('\n');
  }
}
