package dev.tidings.chat.moderation;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * That somebody is kept out of a room.
 *
 * @param reason null if none was given
 * @param until until when; null for ever
 */
@RegisterForReflection
@Schema(name = "Ban")
public record BanView(
    UUID roomId, String userId, String bannedBy, String reason, Instant bannedAt, Instant until) {}
