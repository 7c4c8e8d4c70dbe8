package dev.tidings.chat.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.platform.event.Channel;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.EventIds;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.outbox.Outbox;
import dev.tidings.platform.outbox.OutboxRelay;
import dev.tidings.platform.store.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import java.util.function.LongFunction;

/**
 * The events of rooms. Whoever adds one holds the lock of the room's row: that makes the order of
 * the events the order of what happened.
 */
@ApplicationScoped
public class RoomStream {

  private static final String SOURCE = "/chat-service";

  private static final String DRAW =
      """
      update chat_rooms set event_seq = event_seq + 1, changed_xid = pg_current_xact_id()
       where id = ? returning event_seq
      """;

  private final Sql sql;
  private final Outbox outbox;
  private final OutboxRelay relay;
  private final EventIds ids;

  RoomStream(Sql sql, Outbox outbox, OutboxRelay relay, EventIds ids) {
    this.sql = sql;
    this.outbox = outbox;
    this.relay = relay;
    this.ids = ids;
  }

  /**
   * Adds an event to the present transaction, in which the room's row is locked.
   *
   * @param event what happened, by the number that it gets among the room's events
   */
  public void append(
      String workspace, UUID roomId, Instant time, LongFunction<? extends ChatEvent> event) {
    append(workspace, roomId, time, event.apply(draw(roomId)));
  }

  /** Adds an event that has no number, or one that was drawn for it, to the present transaction. */
  public void append(String workspace, UUID roomId, Instant time, ChatEvent event) {
    outbox.append(RoomTopic.NAME, cloudEvent(workspace, roomId, time, event));
  }

  /** Adds an event to the present transaction that only one person's devices hear. */
  public void appendFor(String workspace, String userId, Instant time, ChatEvent event) {
    outbox.append(UserTopic.NAME, cloudEvent(workspace, Channel.of("user", userId), time, event));
  }

  /** Adds an event to the present transaction that those of a role of the workspace hear. */
  public void appendForRole(String workspace, String role, Instant time, ChatEvent event) {
    outbox.append(UserTopic.NAME, cloudEvent(workspace, Channel.of("role", role), time, event));
  }

  /** Draws the number of the next event of a room whose row is locked; it rolls back with it. */
  public long draw(UUID roomId) {
    return sql.number(DRAW, roomId);
  }

  /** The outbox row of an event, for a statement that inserts it together with the state change. */
  public Row row(String workspace, UUID roomId, Instant time, ChatEvent event) {
    CloudEvent cloudEvent = cloudEvent(workspace, roomId, time, event);
    return new Row(
        UUID.fromString(cloudEvent.id()),
        RoomTopic.NAME,
        cloudEvent.key(),
        outbox.headers(cloudEvent),
        new String(cloudEvent.data(), UTF_8));
  }

  /** Has the relay look at the outbox now, after a statement that inserted a row has committed. */
  public void wake() {
    relay.wake();
  }

  private CloudEvent cloudEvent(String workspace, UUID roomId, Instant time, ChatEvent event) {
    return cloudEvent(workspace, Channel.of("room", roomId.toString()), time, event);
  }

  private CloudEvent cloudEvent(String workspace, Channel channel, Instant time, ChatEvent event) {
    return new CloudEvent(
        ids.next(),
        SOURCE,
        event.type(),
        time,
        event.subject(),
        workspace,
        channel,
        event.extensions(),
        Json.bytes(event.data()));
  }

  /**
   * A row of the table {@code outbox}.
   *
   * @param headers a JSON object
   * @param data the JSON that clients get
   */
  public record Row(UUID eventId, String topic, String key, String headers, String data) {}
}
