package dev.tidings.chat.membership;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.UUID;

/** All rooms of the caller, not paged: what a gateway subscribes a connection to. */
@RegisterForReflection
public record MembershipsView(List<ItemView> items) {

  /** A room and the caller's role in it. */
  @RegisterForReflection
  public record ItemView(UUID roomId, Role role) {}
}
