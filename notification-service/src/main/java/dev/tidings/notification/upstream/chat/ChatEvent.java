package dev.tidings.notification.upstream.chat;

import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.inbox.PoisonEventException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What happens in chat, with only the fields that notifications need. */
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
      case "MESSAGE_RECEIVED" -> data(event, MessageReceived.class);
      case "ROOM_CREATED" -> new MembersJoined(event.channel().id(), members(event));
      case "MEMBER_JOINED" -> new MembersJoined(event.channel().id(), List.of(member(event)));
      case "MEMBER_LEFT" -> new MemberLeft(event.channel().id(), member(event));
      case "ROOM_DELETED" -> new RoomDeleted(event.channel().id());
      default -> new Other(event.type());
    };
  }

  private static <T> T data(CloudEvent event, Class<T> type) {
    try {
      return Json.mapper().readValue(event.data(), type);
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

  /** A message was posted. */
  @RegisterForReflection
  record MessageReceived(
      String id,
      String roomId,
      long seq,
      String userId,
      String message,
      List<String> mentions,
      String mentionsRoom,
      User user)
      implements ChatEvent {

    public MessageReceived {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(roomId, "roomId");
      Objects.requireNonNull(userId, "userId");
      message = Objects.requireNonNullElse(message, "");
      mentions = mentions == null ? List.of() : List.copyOf(mentions);
    }

    /** The author's name as people read it; the id where no name is known. */
    String authorName() {
      String name =
          user == null
              ? ""
              : Stream.of(user.firstName(), user.lastName())
                  .filter(part -> part != null && !part.isBlank())
                  .collect(Collectors.joining(" "));
      return name.isEmpty() ? userId : name;
    }
  }

  /** People came into a room, or it was made with them in it. */
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

  /** Something else, known or not, that notifies nobody. */
  @RegisterForReflection
  record Other(String type) implements ChatEvent {}

  /** The author's names. */
  @RegisterForReflection
  record User(String firstName, String lastName) {}
}
