package dev.tidings.notification.upstream.chat;

import dev.tidings.notification.room.Room;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.inbox.PoisonEventException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.util.List;
import java.util.Objects;

/** What happens in chat, with only the fields that say who is in which room and what is said. */
sealed interface ChatEvent {

  /** What the subject of an event about a person begins with. */
  String USER = "user:";

  /**
   * Reads an event.
   *
   * @throws PoisonEventException if its data is not as agreed
   */
  static ChatEvent read(CloudEvent event) {
    return switch (event.type()) {
      case "ROOM_CREATED" -> new RoomCreated(room(event), members(event));
      case "ROOM_UPDATED" -> new RoomUpdated(room(event));
      case "MEMBER_JOINED" -> new MembersJoined(event.channel().id(), List.of(member(event)));
      case "MEMBER_LEFT" -> new MemberLeft(event.channel().id(), member(event));
      case "ROOM_DELETED" -> new RoomDeleted(event.channel().id());
      case "MESSAGE_UPDATED" -> {
        MessageData message = message(event);
        yield new MessageUpdated(message.id(), message.message());
      }
      case "MESSAGE_DELETED" -> new MessageDeleted(message(event).id());
      case "MESSAGES_PURGED" -> new MessagesPurged(event.channel().id(), purged(event));
      default -> new Other(event.type());
    };
  }

  private static Room room(CloudEvent event) {
    try {
      RoomData data = Json.mapper().readValue(event.data(), RoomData.class);
      return new Room(event.channel().id(), data.kind(), data.name());
    } catch (IOException e) {
      throw new PoisonEventException("The data of a " + event.type() + " is not as agreed", e);
    }
  }

  private static MessageData message(CloudEvent event) {
    try {
      return Json.mapper().readValue(event.data(), MessageData.class);
    } catch (IOException e) {
      throw new PoisonEventException("The data of a " + event.type() + " is not as agreed", e);
    }
  }

  private static long purged(CloudEvent event) {
    try {
      return Json.mapper().readValue(event.data(), PurgeData.class).purgedSeq();
    } catch (IOException e) {
      throw new PoisonEventException("The data of a " + event.type() + " is not as agreed", e);
    }
  }

  private static List<String> members(CloudEvent event) {
    try {
      return List.of(
          Json.mapper().readValue(event.extensions().getOrDefault("members", ""), String[].class));
    } catch (IOException e) {
      throw new PoisonEventException("A ROOM_CREATED whose ce_members are no list", e);
    }
  }

  private static String member(CloudEvent event) {
    if (event.subject() == null || !event.subject().startsWith(USER)) {
      throw new PoisonEventException("A " + event.type() + " whose ce_subject is no user", null);
    }
    return event.subject().substring(USER.length());
  }

  /** A room was made, with people in it. */
  @RegisterForReflection
  record RoomCreated(Room room, List<String> members) implements ChatEvent {

    public RoomCreated {
      members = List.copyOf(members);
    }
  }

  /** A room is called otherwise now. */
  @RegisterForReflection
  record RoomUpdated(Room room) implements ChatEvent {}

  /** People came into a room. */
  @RegisterForReflection
  record MembersJoined(String roomId, List<String> users) implements ChatEvent {

    public MembersJoined {
      users = List.copyOf(users);
    }
  }

  /** Somebody is not in a room any more. */
  @RegisterForReflection
  record MemberLeft(String roomId, String user) implements ChatEvent {}

  /** Nobody is in a room any more. */
  @RegisterForReflection
  record RoomDeleted(String roomId) implements ChatEvent {}

  /** A message says something else now. */
  @RegisterForReflection
  record MessageUpdated(String messageId, String text) implements ChatEvent {}

  /** A message is gone. */
  @RegisterForReflection
  record MessageDeleted(String messageId) implements ChatEvent {}

  /** A room's messages up to a number are gone. */
  @RegisterForReflection
  record MessagesPurged(String roomId, long through) implements ChatEvent {}

  /** Something else, known or not, that changes nothing that is kept here. */
  @RegisterForReflection
  record Other(String type) implements ChatEvent {}

  /** What is read of a message's data. */
  @RegisterForReflection
  record MessageData(String id, String message) {

    public MessageData {
      Objects.requireNonNull(id, "id");
      message = Objects.requireNonNullElse(message, "");
    }
  }

  /** What is read of a purge's data. */
  @RegisterForReflection
  record PurgeData(long purgedSeq) {}

  /** What is read of a room's data. */
  @RegisterForReflection
  record RoomData(String kind, String name) {

    public RoomData {
      Objects.requireNonNull(kind, "kind");
    }
  }
}
