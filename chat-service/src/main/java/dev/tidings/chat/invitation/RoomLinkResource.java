package dev.tidings.chat.invitation;

import dev.tidings.chat.directory.Callers;
import dev.tidings.chat.room.RoomId;
import dev.tidings.platform.page.Page;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Links into a room. */
@Path("/api/chat/rooms/{id}/invitation-links")
@Authenticated
@RunOnVirtualThread
@Tag(name = "Invitations")
public class RoomLinkResource {

  private final Callers callers;
  private final Links links;

  RoomLinkResource(Callers callers, Links links) {
    this.callers = callers;
    this.links = links;
  }

  @POST
  @Operation(
      summary = "Makes a link that lets whoever has it into the room",
      description =
          "For owner and admins; not into a direct room. Its token is told this once and is not"
              + " stored.")
  @APIResponse(
      responseCode = "201",
      description = "The link",
      content = @Content(schema = @Schema(implementation = LinkView.class)))
  public Response make(@RestPath String id, @NotNull @Valid CreateLinkRequest request) {
    return Response.status(Response.Status.CREATED)
        .entity(links.make(callers.current(), RoomId.parse(id), request))
        .build();
  }

  @GET
  @Operation(summary = "The links into a room that are still good, at most 100, without tokens")
  public Page<LinkView> all(@RestPath String id) {
    return new Page<>(links.of(callers.current(), RoomId.parse(id)), null, null);
  }

  @DELETE
  @Path("{linkId}")
  @Operation(summary = "Takes a link back", description = "May be repeated.")
  @APIResponse(responseCode = "204", description = "It lets nobody in")
  public void revoke(@RestPath String id, @RestPath UUID linkId) {
    links.revoke(callers.current(), RoomId.parse(id), linkId);
  }
}
