package dev.tidings.presence.status;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tidings.presence.connection.PersonKey;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * A person's presence, as REST answers it.
 *
 * @param userId the person
 * @param isOnline whether the status is anything but offline
 * @param status the status
 * @param lastSeenAt the last time one of the person's connections opened or ended; null if there
 *     never was one
 * @param user the person's names and picture
 */
@RegisterForReflection
public record PresenceView(
    String userId,
    @JsonProperty("isOnline") boolean isOnline,
    PresenceStatus status,
    Instant lastSeenAt,
    UserView user) {

  /** Of somebody who has never been here; Tidings owns no users, so it can't say that none is. */
  static PresenceView neverSeen(PersonKey person) {
    return new PresenceView(
        person.userId(),
        false,
        PresenceStatus.OFFLINE,
        null,
        new UserView(person.userId(), null, null, null));
  }
}
