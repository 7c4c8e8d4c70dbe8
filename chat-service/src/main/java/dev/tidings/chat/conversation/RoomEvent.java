package dev.tidings.chat.conversation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.chat.stream.ChatEvent;
import dev.tidings.platform.event.Json;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Map;
import java.util.SequencedSet;
import java.util.UUID;

/** What happened to a room as a whole. */
public sealed interface RoomEvent extends ChatEvent {

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

    @Override
    public Object data() {
      return room;
    }
  }

  /** A room has another name, topic or pace, or can only be read, or no longer only that. */
  @RegisterForReflection
  record RoomUpdated(SharedRoomView room) implements RoomEvent {
    @Override
    public String type() {
      return "ROOM_UPDATED";
    }

    @Override
    public Object data() {
      return room;
    }
  }

  /**
   * A room is gone, and nobody is its member any more: the last of its events.
   *
   * @param eventSeq its number among the room's events
   */
  @RegisterForReflection
  record RoomDeleted(UUID roomId, String deletedBy, Instant deletedAt, long eventSeq)
      implements RoomEvent {
    @Override
    public String type() {
      return "ROOM_DELETED";
    }
  }
}
