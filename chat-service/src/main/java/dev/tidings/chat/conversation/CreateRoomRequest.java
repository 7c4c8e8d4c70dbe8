package dev.tidings.chat.conversation;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What room to make, or to come into if it is there.
 *
 * @param kind {@code direct}, {@code group}, {@code channel}, {@code project} or {@code support}
 * @param name 1 to 100 characters; none for a direct room; project and support rooms are called
 *     like what they are about if there is none
 * @param topic what it is about, in a line of at most 250 characters
 * @param members the others, at most 200, if the room is new; a direct room has exactly one other
 * @param projectId what a project room is about
 * @param leadId what a support room is about
 * @param contactId what a support room is about, besides or instead of a lead
 * @param clientRoomId the client's own id of a group, 1 to 128 characters: asking again under it is
 *     answered with the group that is there
 */
@RegisterForReflection
@Schema(name = "CreateRoom")
public record CreateRoomRequest(
    @Schema(required = true, examples = "group") String kind,
    @Schema(examples = "Launch") String name,
    @Schema(examples = "Everything about the launch") String topic,
    @Schema(examples = "[\"bob\",\"carol\"]") List<String> members,
    @Schema(examples = "42") String projectId,
    String leadId,
    String contactId,
    @Schema(examples = "r-1") String clientRoomId) {}
