package dev.tidings.chat.typing;

import dev.tidings.chat.directory.Person;
import dev.tidings.chat.stream.ChatEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.UUID;

/** What clients hear of who types. */
public sealed interface TypingEvent extends ChatEvent {

  /**
   * Who types in a room now: all of them, not what has changed.
   *
   * @param users the first {@value #SHOWN} of them, in the order in which they began
   * @param count how many they are
   * @param text ready to be shown; empty if nobody types
   * @param expiresInMs after so many milliseconds without a further event nobody types
   */
  @RegisterForReflection
  record Typing(UUID roomId, List<Person> users, int count, String text, long expiresInMs)
      implements TypingEvent {

    /** How many people an event names. */
    public static final int SHOWN = 10;

    public Typing {
      users = List.copyOf(users);
    }

    @Override
    public String type() {
      return "TYPING";
    }
  }
}
