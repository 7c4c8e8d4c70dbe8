package dev.tidings.presence.status;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tidings.presence.person.UserView;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;

/** What this service tells of people. */
public sealed interface PresenceEvent {

  /** The wire type. */
  String type();

  /**
   * What others see of a person has changed; the fields mean what they mean in {@link
   * PresenceView}.
   */
  @RegisterForReflection
  record PresenceUpdate(
      String userId,
      @JsonProperty("isOnline") boolean isOnline,
      PresenceStatus status,
      String message,
      Instant messageExpiresAt,
      Instant lastSeenAt,
      long version,
      UserView user)
      implements PresenceEvent {

    @Override
    public String type() {
      return "PRESENCE_UPDATE";
    }

    static PresenceUpdate of(PresenceView view) {
      return new PresenceUpdate(
          view.userId(),
          view.isOnline(),
          view.status(),
          view.message(),
          view.messageExpiresAt(),
          view.lastSeenAt(),
          view.version(),
          view.user());
    }
  }

  /**
   * Who of a workspace is what, at most once per tick.
   *
   * @param version of the workspace, one more with each event
   * @param previousVersion the one that the changes follow from
   * @param changes who has changed since; null in a workspace where too many are online
   */
  @RegisterForReflection
  record PresenceList(
      long version, long previousVersion, CountsView counts, List<PresenceUpdate> changes)
      implements PresenceEvent {

    public PresenceList {
      changes = changes == null ? null : List.copyOf(changes);
    }

    @Override
    public String type() {
      return "PRESENCE_LIST";
    }
  }

  /**
   * What a person does has changed.
   *
   * @param doing null when nothing is known of it any more
   */
  @RegisterForReflection
  record UserActivity(String userId, DoingView doing, UserView user) implements PresenceEvent {

    @Override
    public String type() {
      return "USER_ACTIVITY";
    }
  }

  /**
   * What a person chose has changed, for their other devices; the fields mean what they mean in
   * {@link OwnPresenceView}.
   */
  @RegisterForReflection
  record PresenceSettingsUpdated(
      String userId,
      Choice choice,
      Instant choiceExpiresAt,
      Visibility visibility,
      String message,
      Instant messageExpiresAt)
      implements PresenceEvent {

    @Override
    public String type() {
      return "PRESENCE_SETTINGS_UPDATED";
    }

    static PresenceSettingsUpdated of(OwnPresenceView view) {
      return new PresenceSettingsUpdated(
          view.userId(),
          view.choice(),
          view.choiceExpiresAt(),
          view.visibility(),
          view.message(),
          view.messageExpiresAt());
    }
  }
}
