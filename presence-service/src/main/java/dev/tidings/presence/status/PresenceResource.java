package dev.tidings.presence.status;

import dev.tidings.platform.identity.Identity;
import dev.tidings.platform.page.Page;
import dev.tidings.platform.page.PageLimit;
import dev.tidings.platform.problem.ProblemException;
import dev.tidings.presence.connection.PersonKey;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Presence in the caller's workspace. Another workspace's name answers 404. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@RunOnVirtualThread
@Tag(name = "Presence")
public class PresenceResource {

  private final PresenceQueries presence;
  private final Identity identity;

  PresenceResource(PresenceQueries presence, Identity identity) {
    this.presence = presence;
    this.identity = identity;
  }

  /** Who is online in the caller's workspace, by user id. */
  @GET
  @Path("api/realtime/online-users")
  @Operation(summary = "Lists who is online in the caller's workspace")
  public Page<PresenceView> onlineUsers(
      @QueryParam("cursor") String cursor, @QueryParam("limit") Integer limit) {
    return presence.online(identity.currentUser().workspace(), cursor, PageLimit.of(limit));
  }

  /** One person's presence; somebody who was never connected is offline. */
  @GET
  @Path("api/users/presence/{userId}")
  @Operation(summary = "Tells a person's presence")
  public PresenceView ofUser(@PathParam("userId") String userId) {
    return presence.presence(new PersonKey(identity.currentUser().workspace(), userId));
  }

  /** The same list as {@code /api/realtime/online-users}, by the workspace's name. */
  @GET
  @Path("realtime/presence/workspace/{workspaceId}")
  @Operation(summary = "Lists who is online in a workspace")
  public Page<PresenceView> ofWorkspace(
      @PathParam("workspaceId") String workspaceId,
      @QueryParam("cursor") String cursor,
      @QueryParam("limit") Integer limit) {
    return presence.online(own(workspaceId), cursor, PageLimit.of(limit));
  }

  /** The same answer as {@code /api/users/presence/{userId}}, by the workspace's name. */
  @GET
  @Path("realtime/presence/user/{userId}/workspace/{workspaceId}")
  @Operation(summary = "Tells a person's presence in a workspace")
  public PresenceView ofUserInWorkspace(
      @PathParam("userId") String userId, @PathParam("workspaceId") String workspaceId) {
    return presence.presence(new PersonKey(own(workspaceId), userId));
  }

  private String own(String workspaceId) {
    if (!identity.currentUser().workspace().equals(workspaceId)) {
      throw ProblemException.notFound("workspace");
    }
    return workspaceId;
  }
}
