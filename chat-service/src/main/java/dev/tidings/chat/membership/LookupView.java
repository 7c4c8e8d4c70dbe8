package dev.tidings.chat.membership;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.UUID;

/** The rooms of several users, in the order in which their tokens were given. */
@RegisterForReflection
public record LookupView(List<ItemView> items) {

  /**
   * One token's answer.
   *
   * @param valid whether the token is; then and only then there are rooms
   * @param rooms the ids of all rooms of its user
   */
  @RegisterForReflection
  public record ItemView(boolean valid, List<UUID> rooms) {

    static final ItemView REFUSED = new ItemView(false, List.of());
  }
}
