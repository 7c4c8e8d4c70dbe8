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

  /**
   * Reads an event.
   *
   * @throws PoisonEventException if its data is not as agreed
   */
  static ChatEvent read(CloudEvent event) {
    if (!event.type().equals("MESSAGE_RECEIVED")) {
      return new Other(event.type());
    }
    try {
      return Json.mapper().readValue(event.data(), MessageReceived.class);
    } catch (IOException e) {
      throw new PoisonEventException("The data of a " + event.type() + " is not as agreed", e);
    }
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

  /** Something else, known or not, that notifies nobody. */
  @RegisterForReflection
  record Other(String type) implements ChatEvent {}

  /** The author's names. */
  @RegisterForReflection
  record User(String firstName, String lastName) {}
}
