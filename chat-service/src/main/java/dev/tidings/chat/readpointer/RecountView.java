package dev.tidings.chat.readpointer;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What counting a room again came to.
 *
 * @param driftBefore by how much the unread and mention counts of all members were off, in sum
 * @param driftAfter by how much they are off now
 */
@RegisterForReflection
@Schema(name = "Recount")
public record RecountView(UUID roomId, long driftBefore, long driftAfter) {}
