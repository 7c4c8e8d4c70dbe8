package dev.tidings.chat.conversation;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A channel as everybody in the workspace sees it.
 *
 * @param topic what it is about, in a line; null if nobody said
 * @param isMember whether the caller is in it
 */
@RegisterForReflection
@Schema(name = "Channel")
public record ChannelView(
    UUID id,
    String name,
    String topic,
    int memberCount,
    Instant createdAt,
    String createdBy,
    boolean isMember) {}
