package dev.tidings.notification.feed;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What was made of a request.
 *
 * @param notifications one for each person, in the order of the request; none for a broadcast
 * @param broadcastId the id of the broadcast; null if it is to people one by one
 */
@RegisterForReflection
@Schema(name = "PostedNotifications")
public record PostedView(List<PostedTo> notifications, String broadcastId) {

  public PostedView {
    notifications = List.copyOf(notifications);
  }

  /**
   * A person's notification.
   *
   * @param userId whose
   * @param id which
   */
  @RegisterForReflection
  @Schema(name = "PostedNotification")
  public record PostedTo(String userId, String id) {}
}
