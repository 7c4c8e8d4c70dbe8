package dev.tidings.presence.status;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/** What this service announces on {@code presence.status.v1}. */
public sealed interface PresenceEvent {

  /** The wire type. */
  String type();

  /**
   * A person's status has changed; the fields mean what they mean in {@link PresenceView}.
   *
   * @param userId the person
   * @param isOnline whether the new status is anything but offline
   * @param status the new status
   * @param lastSeenAt the last time one of the person's connections opened or ended
   * @param user the person's names and picture
   */
  @RegisterForReflection
  record PresenceUpdate(
      String userId,
      @JsonProperty("isOnline") boolean isOnline,
      PresenceStatus status,
      Instant lastSeenAt,
      UserView user)
      implements PresenceEvent {

    @Override
    public String type() {
      return "PRESENCE_UPDATE";
    }

    static PresenceUpdate of(PresenceView view) {
      return new PresenceUpdate(
          view.userId(), view.isOnline(), view.status(), view.lastSeenAt(), view.user());
    }
  }
}
