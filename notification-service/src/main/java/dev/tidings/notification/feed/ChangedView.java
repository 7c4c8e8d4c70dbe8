package dev.tidings.notification.feed;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What there is of the notifications that were to be changed.
 *
 * @param items as they are now; what the caller doesn't have is left out
 */
@RegisterForReflection
@Schema(name = "ChangedNotifications")
public record ChangedView(List<NotificationView> items) {

  public ChangedView {
    items = List.copyOf(items);
  }
}
