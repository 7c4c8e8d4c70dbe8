package dev.tidings.chat.conversation;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How to call a group.
 *
 * @param name 1 to 100 characters
 */
@RegisterForReflection
@Schema(name = "RenameRoom")
public record RenameRoomRequest(@Schema(required = true, examples = "Launch 2.0") String name) {}
