package dev.tidings.notification.feed;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.List;

/**
 * A request that keeps the rules.
 *
 * @param workspace the tenant
 * @param addressees whom it is for
 * @param type what kind it is
 * @param priority how much it matters
 * @param title one line
 * @param body some text; may be empty
 * @param image the address of a picture; null for none
 * @param actions its buttons
 * @param link where it leads; null for nowhere
 * @param data whatever the type's clients need
 * @param handling how it is to be treated
 */
record Post(
    String workspace,
    Addressees addressees,
    String type,
    Priority priority,
    String title,
    String body,
    String image,
    List<Action> actions,
    String link,
    JsonNode data,
    Handling handling) {

  Post {
    actions = List.copyOf(actions);
  }

  /** A notification for each of the users. */
  List<NewNotification> to(Collection<String> users) {
    return users.stream()
        .map(
            user ->
                new NewNotification(
                    new RecipientKey(workspace, user),
                    type,
                    priority,
                    title,
                    body,
                    image,
                    actions,
                    link,
                    data,
                    null,
                    handling))
        .toList();
  }

  /** A broadcast to the audience. */
  NewBroadcast toAll(Audience audience) {
    return new NewBroadcast(
        workspace,
        audience,
        type,
        priority,
        title,
        body,
        image,
        actions,
        link,
        data,
        null,
        handling.notBefore(),
        handling.expiresAt());
  }
}
