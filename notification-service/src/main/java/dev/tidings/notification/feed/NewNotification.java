package dev.tidings.notification.feed;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A notification to be made.
 *
 * @param recipient whom it is for
 * @param type what kind it is, such as {@code chat_mention}
 * @param priority how much it matters
 * @param title one line
 * @param body some text; may be empty
 * @param image the address of a picture; null for none
 * @param actions its buttons
 * @param link where it leads; null for nowhere
 * @param data whatever the type's clients need
 * @param sourceKey names what caused it: a person gets one notification per source; null if it may
 *     repeat
 * @param handling how it is to be treated
 */
public record NewNotification(
    RecipientKey recipient,
    String type,
    Priority priority,
    String title,
    String body,
    String image,
    List<Action> actions,
    String link,
    JsonNode data,
    String sourceKey,
    Handling handling) {

  public NewNotification {
    actions = List.copyOf(actions);
  }

  /** A notification that comes at once and stays. */
  public NewNotification(
      RecipientKey recipient,
      String type,
      Priority priority,
      String title,
      String body,
      String image,
      List<Action> actions,
      String link,
      JsonNode data,
      String sourceKey) {
    this(
        recipient,
        type,
        priority,
        title,
        body,
        image,
        actions,
        link,
        data,
        sourceKey,
        Handling.PLAIN);
  }
}
