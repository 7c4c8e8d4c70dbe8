package dev.tidings.presence.status;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tidings.presence.person.PersonKey;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * A person's presence as they see it themselves.
 *
 * @param status what those see who may see it
 * @param choice what the person chose
 * @param choiceExpiresAt when that ends; null for never
 * @param visibility who may see it
 * @param isConnected whether any client of the person is connected, seen or not
 */
@RegisterForReflection
public record OwnPresenceView(
    String userId,
    PresenceStatus status,
    Choice choice,
    Instant choiceExpiresAt,
    Visibility visibility,
    String message,
    Instant messageExpiresAt,
    @JsonProperty("isConnected") boolean isConnected,
    Instant lastSeenAt) {

  /** Of somebody who has never been here. */
  static OwnPresenceView neverSeen(PersonKey person) {
    return new OwnPresenceView(
        person.userId(),
        PresenceStatus.OFFLINE,
        Choice.AUTOMATIC,
        null,
        Visibility.WORKSPACE,
        null,
        null,
        false,
        null);
  }
}
