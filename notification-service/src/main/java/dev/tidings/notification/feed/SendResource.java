package dev.tidings.notification.feed;

import dev.tidings.platform.identity.Identity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** The other address of posting, for services that send to the real-time API. */
@Path("/realtime/notifications/send")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({"ADMIN", "SERVICE"})
@RunOnVirtualThread
@Tag(name = "Notifications")
public class SendResource {

  private final Posts posts;
  private final Identity identity;

  SendResource(Posts posts, Identity identity) {
    this.posts = posts;
    this.identity = identity;
  }

  /** As {@code POST /api/notifications}, in everything. */
  @POST
  @Operation(summary = "Notifies people of the workspace, a room, a role or everybody")
  public RestResponse<PostedView> send(
      PostRequest request, @HeaderParam("Idempotency-Key") String key) {
    return posts.answer(identity.currentUser().workspace(), request, key);
  }
}
