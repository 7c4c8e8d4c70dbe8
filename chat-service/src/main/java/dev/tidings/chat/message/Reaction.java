package dev.tidings.chat.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tidings.platform.event.Json;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An emoji under a message.
 *
 * @param emoji in its fully-qualified form
 * @param count how many members gave it
 * @param users some of them, the first {@value #SHOWN} by user id
 */
@RegisterForReflection
@Schema(name = "Reaction")
public record Reaction(String emoji, int count, List<String> users) {

  /** How many users a message names under each emoji; the others are listed on request. */
  public static final int SHOWN = 20;

  public Reaction {
    users = List.copyOf(users);
  }

  /** Reads the column {@code reactions} of a message. */
  static List<Reaction> list(String json) {
    try {
      return List.of(Json.mapper().readValue(json, Reaction[].class));
    } catch (JsonProcessingException e) {
      throw new MessageException("Reactions are stored as no JSON of them", e);
    }
  }
}
