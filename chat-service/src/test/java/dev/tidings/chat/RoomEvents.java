package dev.tidings.chat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.testkit.Patience;
import dev.tidings.platform.testkit.kafka.TopicProbe;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;

/** What a room's channel tells, each event once and in the order of the log. */
public final class RoomEvents implements AutoCloseable {

  private final TopicProbe probe;
  private final String workspace;

  private RoomEvents(TopicProbe probe, String workspace) {
    this.probe = probe;
    this.workspace = workspace;
  }

  /** Listens from now on. */
  public static RoomEvents of(String workspace) {
    String bootstrap = ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
    return new RoomEvents(TopicProbe.of(bootstrap, "chat.room.v1"), workspace);
  }

  /** The events of a room so far. */
  public List<Told> all(String roomId) {
    var ids = new HashSet<String>();
    return probe.events(workspace).stream()
        .filter(event -> event.channel().id().equals(roomId))
        .filter(event -> ids.add(event.id()))
        .map(Told::of)
        .toList();
  }

  /** The numbered events of a room, waiting for the one of the given number. */
  public List<Told> upTo(String roomId, long eventSeq) {
    Patience.await("event " + eventSeq + " of " + roomId)
        .until(() -> all(roomId).stream().anyMatch(told -> told.eventSeq() >= eventSeq));
    return all(roomId).stream().filter(told -> told.eventSeq() > 0).toList();
  }

  @Override
  public void close() {
    probe.close();
  }

  /**
   * An event.
   *
   * @param eventSeq its number; 0 if it has none
   */
  public record Told(String type, String subject, JsonNode data, long eventSeq) {

    static Told of(CloudEvent event) {
      try {
        JsonNode data = Json.mapper().readTree(event.data());
        long number =
            data.has("message") && data.get("message").isObject()
                ? data.get("message").path("eventSeq").asLong()
                : data.path("eventSeq").asLong();
        return new Told(event.type(), event.subject(), data, number);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
  }
}
