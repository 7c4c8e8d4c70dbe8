package dev.tidings.notification.feed;

import dev.tidings.platform.identity.Identity;
import dev.tidings.platform.page.Page;
import dev.tidings.platform.page.PageLimit;
import dev.tidings.platform.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The broadcasts of the caller's workspace. */
@Path("/api/notifications/broadcasts")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"ADMIN", "SERVICE"})
@RunOnVirtualThread
@Tag(name = "Broadcasts")
public class BroadcastResource {

  private final BroadcastService broadcasts;
  private final Identity identity;

  BroadcastResource(BroadcastService broadcasts, Identity identity) {
    this.broadcasts = broadcasts;
    this.identity = identity;
  }

  /** The last made first, also those that are still to come. */
  @GET
  @Operation(summary = "Lists the workspace's broadcasts, also those that are still to come")
  public Page<BroadcastView> list(
      @QueryParam("cursor") String cursor, @QueryParam("limit") Integer limit) {
    return broadcasts.page(identity.currentUser().workspace(), cursor, PageLimit.of(limit));
  }

  /** Takes one out of all lists, or back before it has come. 404 if there is none. */
  @DELETE
  @Path("{id}")
  @Operation(summary = "Takes a broadcast back")
  public void withdraw(@PathParam("id") String id) {
    try {
      broadcasts.withdraw(identity.currentUser().workspace(), UUID.fromString(id));
    } catch (IllegalArgumentException e) {
      throw ProblemException.notFound("broadcast");
    }
  }
}
