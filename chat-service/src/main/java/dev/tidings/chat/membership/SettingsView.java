package dev.tidings.chat.membership;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a member has set for themselves in a room.
 *
 * @param isMuted whether the member wants to hear of mentions only
 * @param mutedUntil until when; null if for ever, or not muted
 * @param isPinned whether the room comes first in the member's list
 * @param isHidden whether the room is out of the member's list until its next message
 */
@RegisterForReflection
@Schema(name = "MemberSettings")
public record SettingsView(
    boolean isMuted, Instant mutedUntil, boolean isPinned, boolean isHidden) {

  /** What is stored, as it is at a time: a mute that is over is none. */
  public static SettingsView at(
      Instant now, boolean isMuted, Instant mutedUntil, boolean isPinned, boolean isHidden) {
    boolean stillMuted = isMuted && (mutedUntil == null || mutedUntil.isAfter(now));
    return new SettingsView(stillMuted, stillMuted ? mutedUntil : null, isPinned, isHidden);
  }
}
