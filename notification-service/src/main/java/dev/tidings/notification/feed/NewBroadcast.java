package dev.tidings.notification.feed;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;

/**
 * A broadcast to be made: one notification of many, which stands in the list of each of them, and
 * goes to their other channels if it matters.
 *
 * @param workspace the tenant
 * @param audience whom it is for
 * @param type what kind it is, such as {@code system_alert}
 * @param priority how much it matters
 * @param title one line
 * @param body some text; may be empty
 * @param image the address of a picture; null for none
 * @param actions its buttons
 * @param link where it leads; null for nowhere
 * @param data whatever the type's clients need
 * @param sourceKey names what caused it: a workspace gets one broadcast per source; null if it may
 *     repeat
 * @param notBefore when it is to come; null for at once
 * @param expiresAt when it is worth nothing more, and leaves all lists; null for never
 */
public record NewBroadcast(
    String workspace,
    Audience audience,
    String type,
    Priority priority,
    String title,
    String body,
    String image,
    List<Action> actions,
    String link,
    JsonNode data,
    String sourceKey,
    Instant notBefore,
    Instant expiresAt) {

  public NewBroadcast {
    actions = List.copyOf(actions);
  }
}
