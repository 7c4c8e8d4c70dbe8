package dev.tidings.chat.reaction;

import dev.tidings.chat.directory.Person;
import dev.tidings.chat.message.Reaction;
import dev.tidings.chat.stream.ChatEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What happened to the reactions of a message. */
public sealed interface ReactionEvent extends ChatEvent {

  UUID messageId();

  @Override
  default String subject() {
    return "message:" + messageId();
  }

  /**
   * A member reacted.
   *
   * @param seq the message's number
   * @param reactions all reactions of the message from now on
   * @param eventSeq its number among the room's events
   */
  @RegisterForReflection
  record ReactionAdded(
      UUID roomId,
      UUID messageId,
      long seq,
      String emoji,
      String userId,
      List<Reaction> reactions,
      Instant at,
      long eventSeq,
      Person user)
      implements ReactionEvent {

    public ReactionAdded {
      reactions = List.copyOf(reactions);
    }

    @Override
    public String type() {
      return "REACTION_ADDED";
    }
  }

  /**
   * A member took a reaction back.
   *
   * @param seq the message's number
   * @param reactions all reactions of the message from now on
   * @param eventSeq its number among the room's events
   */
  @RegisterForReflection
  record ReactionRemoved(
      UUID roomId,
      UUID messageId,
      long seq,
      String emoji,
      String userId,
      List<Reaction> reactions,
      Instant at,
      long eventSeq,
      Person user)
      implements ReactionEvent {

    public ReactionRemoved {
      reactions = List.copyOf(reactions);
    }

    @Override
    public String type() {
      return "REACTION_REMOVED";
    }
  }
}
