package dev.tidings.notification.rule;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.notification.room.Room;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.Timestamps;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What rules may know of an event: {@code event} (its attributes), {@code data} (what it says) and,
 * for an event of a chat room, {@code room}. For use by one thread.
 */
final class Facts {

  private static final String ROOM = "room";

  private final CloudEvent event;
  private final ObjectNode known;
  private final Supplier<Optional<Room>> rooms;

  /**
   * Gathers the facts.
   *
   * @param data the event's data, read
   * @param room looks the event's room up; asked at most once, and only if a rule asks for it
   */
  Facts(CloudEvent event, JsonNode data, Supplier<Optional<Room>> room) {
    this.event = event;
    this.rooms = room;
    this.known = JsonNodeFactory.instance.objectNode();
    known.set("event", attributes(event));
    known.set("data", data);
  }

  /** The event. */
  CloudEvent event() {
    return event;
  }

  /** What is there; a missing node if nothing is. */
  JsonNode at(JsonPointer pointer) {
    if (pointer.matchesProperty(ROOM)) {
      learnRoom();
    }
    return known.at(pointer);
  }

  /** All of it, as plain data for templates. */
  Map<String, Object> asData() {
    learnRoom();
    var data = new HashMap<String, Object>();
    known.properties().forEach(entry -> data.put(entry.getKey(), PlainData.of(entry.getValue())));
    return data;
  }

  private void learnRoom() {
    if (!known.has(ROOM)) {
      known.set(
          ROOM, rooms.get().<JsonNode>map(Facts::describe).orElseGet(MissingNode::getInstance));
    }
  }

  private static ObjectNode describe(Room room) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", room.id())
        .put("kind", room.kind())
        .put("name", room.name());
  }

  private static ObjectNode attributes(CloudEvent event) {
    ObjectNode attributes = JsonNodeFactory.instance.objectNode();
    attributes
        .put("id", event.id())
        .put("type", event.type())
        .put("source", event.source())
        .put("time", Timestamps.format(event.time()))
        .put("subject", event.subject())
        .put("workspace", event.workspace())
        .putObject("channel")
        .put("namespace", event.channel().namespace())
        .put("id", event.channel().id());
    return attributes;
  }
}
