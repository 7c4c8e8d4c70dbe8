package dev.tidings.chat.conversation;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What room to make.
 *
 * @param kind {@code direct} or {@code group}
 * @param name a group's, 1 to 100 characters; none for a direct room
 * @param members the others, at most 200; a direct room has exactly one other
 */
@RegisterForReflection
@Schema(name = "CreateRoom")
public record CreateRoomRequest(
    @Schema(required = true, examples = "group") String kind,
    @Schema(examples = "Launch") String name,
    @Schema(examples = "[\"bob\",\"carol\"]") List<String> members) {}
