package dev.tidings.chat.conversation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.chat.stream.ChatEvent;
import dev.tidings.platform.event.Json;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Map;
import java.util.SequencedSet;

/** What happened to a room as a whole. */
public sealed interface RoomEvent extends ChatEvent {

  SharedRoomView room();

  @Override
  default Object data() {
    return room();
  }

  /**
   * A room came to be.
   *
   * @param members the user ids of its first members
   */
  @RegisterForReflection
  record RoomCreated(SharedRoomView room, SequencedSet<String> members) implements RoomEvent {
    @Override
    public String type() {
      return "ROOM_CREATED";
    }

    @Override
    public Map<String, String> extensions() {
      return Map.of("members", new String(Json.bytes(members), UTF_8));
    }
  }

  /** A room has another name or another owner. */
  @RegisterForReflection
  record RoomUpdated(SharedRoomView room) implements RoomEvent {
    @Override
    public String type() {
      return "ROOM_UPDATED";
    }
  }
}
