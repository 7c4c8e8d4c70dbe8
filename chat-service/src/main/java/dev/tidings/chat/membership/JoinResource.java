package dev.tidings.chat.membership;

import dev.tidings.chat.directory.Callers;
import dev.tidings.chat.membership.Roster.Entered;
import dev.tidings.chat.room.RoomId;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Coming into a room that is open to everybody in the workspace. */
@Path("/api/chat/rooms/{id}/join")
@Authenticated
@RunOnVirtualThread
@Tag(name = "Members")
public class JoinResource {

  private final Callers callers;
  private final MembershipChanges changes;

  JoinResource(Callers callers, MembershipChanges changes) {
    this.callers = callers;
    this.changes = changes;
  }

  @POST
  @Consumes(MediaType.WILDCARD)
  @Operation(
      summary = "Lets the caller into a channel or a project room",
      description = "May be repeated. Others hear of it as MEMBER_JOINED.")
  @APIResponse(
      responseCode = "201",
      description = "The caller is a member now",
      content = @Content(schema = @Schema(implementation = MemberView.class)))
  @APIResponse(
      responseCode = "200",
      description = "The caller was a member",
      content = @Content(schema = @Schema(implementation = MemberView.class)))
  @APIResponse(responseCode = "409", description = "room-archived, user-banned")
  public Response join(@RestPath String id) {
    Entered entered = changes.join(callers.current(), RoomId.parse(id));
    return Response.status(entered.isNew() ? Response.Status.CREATED : Response.Status.OK)
        .entity(entered.member())
        .build();
  }
}
