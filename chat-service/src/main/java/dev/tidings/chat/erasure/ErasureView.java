package dev.tidings.chat.erasure;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How far it has come that somebody is forgotten.
 *
 * @param status {@code waiting}, {@code running} or {@code done}
 * @param messageCount how many messages have been erased or anonymised
 * @param requestedBy who asked for it
 * @param finishedAt null until it is done
 */
@RegisterForReflection
@Schema(name = "Erasure")
public record ErasureView(
    UUID id,
    String userId,
    MessagePolicy messages,
    String status,
    long messageCount,
    String requestedBy,
    Instant requestedAt,
    Instant finishedAt) {}
