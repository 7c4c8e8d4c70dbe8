package dev.tidings.chat.invitation;

import dev.tidings.chat.directory.Callers;
import dev.tidings.chat.membership.MemberView;
import dev.tidings.platform.page.Page;
import dev.tidings.platform.page.PageLimit;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The caller's invitations. Those of others answer 404. */
@Path("/api/chat/invitations")
@Authenticated
@RunOnVirtualThread
@Tag(name = "Invitations")
public class InvitationResource {

  private final Callers callers;
  private final Invitations invitations;

  InvitationResource(Callers callers, Invitations invitations) {
    this.callers = callers;
    this.invitations = invitations;
  }

  @GET
  @Operation(summary = "The caller's pending invitations, the latest first, in pages")
  public Page<InvitationView> page(@RestQuery String cursor, @RestQuery Integer limit) {
    return invitations.ofCaller(callers.current(), cursor, PageLimit.of(limit));
  }

  @POST
  @Path("{id}/accept")
  @Consumes(MediaType.WILDCARD)
  @Operation(
      summary = "Comes into the room",
      description =
          "May be repeated. The room hears of it as MEMBER_JOINED, who has invited as"
              + " INVITATION_UPDATED.")
  @APIResponse(responseCode = "200", description = "The caller as a member")
  @APIResponse(responseCode = "409", description = "invitation-closed, room-archived, user-banned")
  public MemberView accept(@RestPath String id) {
    return invitations.accept(callers.current(), parse(id));
  }

  @POST
  @Path("{id}/decline")
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Does not want to come", description = "May be repeated.")
  @APIResponse(responseCode = "200", description = "The invitation, declined")
  @APIResponse(responseCode = "409", description = "invitation-closed")
  public InvitationView decline(@RestPath String id) {
    return invitations.decline(callers.current(), parse(id));
  }

  @DELETE
  @Path("{id}")
  @Operation(
      summary = "Takes an invitation back",
      description = "For who made it, and for owner and admins of the room; may be repeated.")
  @APIResponse(responseCode = "204", description = "It is closed")
  public void revoke(@RestPath String id) {
    invitations.revoke(callers.current(), parse(id));
  }

  private static UUID parse(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw Invitations.notFound();
    }
  }
}
