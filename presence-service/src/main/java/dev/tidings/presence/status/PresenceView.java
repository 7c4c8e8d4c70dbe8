package dev.tidings.presence.status;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tidings.presence.person.PersonKey;
import dev.tidings.presence.person.UserView;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * A person's presence, as REST answers it to somebody.
 *
 * @param userId the person
 * @param isOnline whether the status is anything but offline
 * @param status the status
 * @param message what the person says about themselves; null for nothing
 * @param messageExpiresAt when that ends; null for never
 * @param lastSeenAt the last time one of the person's connections opened or ended; null if there
 *     never was one
 * @param doing what the person does; null if they are offline, or it is not known
 * @param version grows with what is told of the person: of two views the greater one is the newer
 * @param user the person's names and picture
 */
@RegisterForReflection
public record PresenceView(
    String userId,
    @JsonProperty("isOnline") boolean isOnline,
    PresenceStatus status,
    String message,
    Instant messageExpiresAt,
    Instant lastSeenAt,
    DoingView doing,
    long version,
    UserView user) {

  /** Of somebody who has never been here; Tidings owns no users, so it can't say that none is. */
  static PresenceView neverSeen(PersonKey person) {
    return new PresenceView(
        person.userId(),
        false,
        PresenceStatus.OFFLINE,
        null,
        null,
        null,
        null,
        0,
        new UserView(person.userId(), null, null, null));
  }
}
