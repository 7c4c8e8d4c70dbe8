package dev.tidings.presence.status;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * Who of a workspace is what: where to follow {@code PRESENCE_LIST} on {@code presence:*} from.
 *
 * @param version what of these events it shows at least: the next has a greater one
 * @param items all who are not offline; null in a workspace where too many are
 */
@RegisterForReflection
public record RosterView(long version, CountsView counts, List<PresenceView> items) {

  public RosterView {
    items = items == null ? null : List.copyOf(items);
  }
}
