package dev.tidings.notification.feed;

import java.util.List;
import java.util.UUID;

/**
 * What notifications cite has changed or is gone: whoever keeps more of it lets go of that.
 *
 * @param notifications which
 */
public record CitationChanged(List<UUID> notifications) {

  public CitationChanged {
    notifications = List.copyOf(notifications);
  }
}
