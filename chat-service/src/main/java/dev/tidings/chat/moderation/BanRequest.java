package dev.tidings.chat.moderation;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How to ban somebody.
 *
 * @param reason at most 1,000 characters; null for none
 * @param until until when; null for ever
 */
@RegisterForReflection
@Schema(name = "BanMember")
public record BanRequest(
    @Schema(examples = "Spam, three times") String reason,
    @Schema(examples = "2026-02-14T09:05:00Z") Instant until) {}
