package dev.tidings.chat.invitation;

import dev.tidings.chat.directory.Callers;
import dev.tidings.chat.membership.MemberView;
import dev.tidings.chat.membership.Roster.Entered;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Coming into a room by a link. */
@Path("/api/chat/invitation-links/use")
@Authenticated
@RunOnVirtualThread
@Tag(name = "Invitations")
public class LinkResource {

  private final Callers callers;
  private final Links links;

  LinkResource(Callers callers, Links links) {
    this.callers = callers;
    this.links = links;
  }

  @POST
  @Operation(
      summary = "Lets the caller into the room of a link",
      description =
          "A link that is used up, taken back or too old answers 404, like one that never was.")
  @APIResponse(
      responseCode = "201",
      description = "The caller as a member",
      content = @Content(schema = @Schema(implementation = MemberView.class)))
  @APIResponse(responseCode = "200", description = "The caller was a member")
  @APIResponse(responseCode = "409", description = "room-archived, user-banned")
  public Response use(@NotNull @Valid UseLinkRequest request) {
    Entered entered = links.use(callers.current(), request.token());
    return Response.status(entered.isNew() ? Response.Status.CREATED : Response.Status.OK)
        .entity(entered.member())
        .build();
  }
}
