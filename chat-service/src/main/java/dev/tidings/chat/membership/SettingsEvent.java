package dev.tidings.chat.membership;

import dev.tidings.chat.stream.ChatEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;

/** A change of what a member has set for themselves; the member's own devices alone hear of it. */
public sealed interface SettingsEvent extends ChatEvent {

  /** All of the member's settings in a room, as they are now. */
  @RegisterForReflection
  record MemberSettingsUpdated(
      UUID roomId,
      String userId,
      boolean isMuted,
      Instant mutedUntil,
      boolean isPinned,
      boolean isHidden,
      Instant updatedAt)
      implements SettingsEvent {

    static MemberSettingsUpdated of(
        UUID roomId, String userId, SettingsView settings, Instant updatedAt) {
      return new MemberSettingsUpdated(
          roomId,
          userId,
          settings.isMuted(),
          settings.mutedUntil(),
          settings.isPinned(),
          settings.isHidden(),
          updatedAt);
    }

    @Override
    public String type() {
      return "MEMBER_SETTINGS_UPDATED";
    }

    @Override
    public String subject() {
      return "user:" + userId;
    }
  }
}
