package dev.tidings.presence.status;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/** Several people's presence, in the order in which they were asked for. */
@RegisterForReflection
public record PresencesView(List<PresenceView> items) {

  public PresencesView {
    items = List.copyOf(items);
  }
}
