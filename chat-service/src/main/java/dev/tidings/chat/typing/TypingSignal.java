package dev.tidings.chat.typing;

import dev.tidings.chat.directory.Person;
import dev.tidings.chat.stream.ChatEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;

/** What one person does, for this service to make something of; the gateway says it alike. */
public sealed interface TypingSignal extends ChatEvent {

  String userId();

  @Override
  default String subject() {
    return "user:" + userId();
  }

  /** Somebody types; said again while they go on. */
  @RegisterForReflection
  record TypingStart(UUID roomId, String userId, Instant at, Person user) implements TypingSignal {
    @Override
    public String type() {
      return "TYPING_START";
    }
  }

  /** Somebody has stopped typing. May never come. */
  @RegisterForReflection
  record TypingStop(UUID roomId, String userId, Instant at, Person user) implements TypingSignal {
    @Override
    public String type() {
      return "TYPING_STOP";
    }
  }
}
