package dev.tidings.chat.message;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a message said for a time.
 *
 * @param version 1 as it was sent, then one more with each edit
 * @param createdAt since when it said so
 */
@RegisterForReflection
@Schema(name = "Edit")
public record EditView(
    UUID messageId, int version, String message, String html, Instant createdAt) {}
