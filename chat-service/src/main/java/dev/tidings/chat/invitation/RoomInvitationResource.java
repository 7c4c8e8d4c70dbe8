package dev.tidings.chat.invitation;

import dev.tidings.chat.directory.Caller;
import dev.tidings.chat.directory.Callers;
import dev.tidings.chat.membership.UserId;
import dev.tidings.chat.room.RoomId;
import dev.tidings.platform.page.Page;
import dev.tidings.platform.page.PageLimit;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The invitations into a room. */
@Path("/api/chat/rooms/{id}/invitations")
@Authenticated
@RunOnVirtualThread
@Tag(name = "Invitations")
public class RoomInvitationResource {

  private final Callers callers;
  private final Invitations invitations;

  RoomInvitationResource(Callers callers, Invitations invitations) {
    this.callers = callers;
    this.invitations = invitations;
  }

  @POST
  @Operation(
      summary = "Invites somebody into a room",
      description =
          "For owner and admins; not into a direct room. Who is invited hears of it as"
              + " INVITATION_CREATED, and keeps an invitation that is pending.")
  @APIResponse(
      responseCode = "201",
      description = "The invitation",
      content = @Content(schema = @Schema(implementation = InvitationView.class)))
  @APIResponse(
      responseCode = "200",
      description = "The invitation that was pending",
      content = @Content(schema = @Schema(implementation = InvitationView.class)))
  @APIResponse(
      responseCode = "409",
      description = "direct-room-is-fixed, room-archived, already-member, user-banned")
  public Response invite(@RestPath String id, @NotNull @Valid CreateInvitationRequest request) {
    Caller caller = callers.current();
    Invitations.Invited invited =
        invitations.invite(
            caller,
            RoomId.parse(id),
            UserId.of(request.userId(), "/userId"),
            request.grantedRole(),
            request.expiresAt());
    return Response.status(invited.isNew() ? Response.Status.CREATED : Response.Status.OK)
        .entity(invited.invitation())
        .build();
  }

  @GET
  @Operation(summary = "The pending invitations into a room, the latest first, in pages")
  public Page<InvitationView> page(
      @RestPath String id, @RestQuery String cursor, @RestQuery Integer limit) {
    return invitations.ofRoom(callers.current(), RoomId.parse(id), cursor, PageLimit.of(limit));
  }
}
