package dev.tidings.chat.membership;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a member sets for themselves; what is null stays as it is.
 *
 * @param isMuted whether to hear of mentions only
 * @param mutedUntil until when; null for ever
 * @param isPinned whether the room comes first in the list
 * @param isHidden whether the room is out of the list until its next message
 */
@RegisterForReflection
@Schema(name = "ChangeMemberSettings")
public record ChangeSettingsRequest(
    @Schema(examples = "true") Boolean isMuted,
    @Schema(examples = "2026-02-01T09:00:00Z") Instant mutedUntil,
    Boolean isPinned,
    Boolean isHidden) {}
