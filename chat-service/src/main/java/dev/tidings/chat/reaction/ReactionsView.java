package dev.tidings.chat.reaction;

import dev.tidings.chat.message.Reaction;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The reactions of a message.
 *
 * @param eventSeq the number of the room's last event that changed the message
 */
@RegisterForReflection
@Schema(name = "Reactions")
public record ReactionsView(UUID messageId, List<Reaction> reactions, long eventSeq) {

  public ReactionsView {
    reactions = List.copyOf(reactions);
  }
}
