package dev.tidings.notification.activity;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.platform.event.Channel;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.EventIds;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.outbox.Outbox;
import dev.tidings.platform.store.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Writes what happened, and announces it to those who may know of it. */
@ApplicationScoped
public class Activities {

  /** A second one of the source waits here until the first has ended. */
  private static final String INSERT =
      """
      insert into activity_feed (id, workspace, type, visibility, actor_id, title, body, link,
                                 resource_type, resource_id, data, source_key, created_at)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?)
      on conflict (workspace, source_key) where source_key is not null do nothing
      """;

  private static final String OPEN =
      """
      insert into activity_audiences (workspace, audience, created_at, activity_id)
      select ?, audience, ?, ? from unnest(?) audience
      """;

  private final Sql sql;
  private final Outbox outbox;
  private final EventIds ids;
  private final Clock clock;

  Activities(Sql sql, Outbox outbox, EventIds ids, Clock clock) {
    this.sql = sql;
    this.outbox = outbox;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Adds an activity and its events.
   *
   * @return the activity; empty, and nothing is changed, if there is one of its source
   */
  @Transactional
  public Optional<ActivityView> add(NewActivity made) {
    UUID id = UUID.fromString(ids.next());
    ActivityView view = view(id, made);
    if (insert(id, made, view) == 0) {
      return Optional.empty();
    }
    sql.update(OPEN, made.workspace(), view.createdAt(), id, made.circle().names());
    outbox.append(
        ActivityTopics.FEED,
        made.circle().names().stream()
            .map(channel -> event(made, Channel.parse(channel), view))
            .toList());
    return Optional.of(view);
  }

  private int insert(UUID id, NewActivity made, ActivityView view) {
    ResourceView resource = made.resource();
    return sql.update(
        INSERT,
        id,
        made.workspace(),
        made.type(),
        made.circle().visibility().value(),
        made.actorId(),
        made.title(),
        made.body(),
        made.link(),
        resource == null ? null : resource.type(),
        resource == null ? null : resource.id(),
        new String(Json.bytes(made.data()), UTF_8),
        made.sourceKey(),
        view.createdAt());
  }

  private CloudEvent event(NewActivity made, Channel channel, ActivityView view) {
    var event = new ActivityEvent.Happened(view);
    return new CloudEvent(
        ids.next(),
        "/notification-service",
        event.type(),
        clock.instant(),
        "activity:" + view.id(),
        made.workspace(),
        channel,
        Map.of(),
        Json.bytes(event));
  }

  private static ActivityView view(UUID id, NewActivity made) {
    return new ActivityView(
        id.toString(),
        made.type(),
        made.circle().visibility(),
        made.actorId(),
        made.title(),
        made.body(),
        made.link(),
        made.resource(),
        made.data(),
        made.happenedAt().truncatedTo(ChronoUnit.MILLIS));
  }
}
