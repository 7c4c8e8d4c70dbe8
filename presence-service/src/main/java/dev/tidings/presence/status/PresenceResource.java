package dev.tidings.presence.status;

import dev.tidings.platform.identity.CurrentUser;
import dev.tidings.platform.identity.Identity;
import dev.tidings.platform.page.Page;
import dev.tidings.platform.page.PageLimit;
import dev.tidings.platform.problem.ProblemException;
import dev.tidings.presence.person.PersonKey;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Presence in the caller's workspace. Another workspace's name answers 404. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Authenticated
@RunOnVirtualThread
@Tag(name = "Presence")
public class PresenceResource {

  private final PresenceQueries presence;
  private final OwnPresence own;
  private final Identity identity;

  PresenceResource(PresenceQueries presence, OwnPresence own, Identity identity) {
    this.presence = presence;
    this.own = own;
    this.identity = identity;
  }

  /** Who is online in the caller's workspace, by user id. */
  @GET
  @Path("api/realtime/online-users")
  @Operation(summary = "Lists who is online in the caller's workspace")
  public Page<PresenceView> onlineUsers(
      @QueryParam("cursor") String cursor, @QueryParam("limit") Integer limit) {
    return presence.online(reader(), cursor, PageLimit.of(limit));
  }

  /** The caller's own presence and what they chose. */
  @GET
  @Path("api/realtime/presence")
  @Operation(summary = "Tells the caller's own presence, and what they chose")
  public OwnPresenceView ofCaller() {
    return presence.own(reader());
  }

  /** Takes what a client says of its user. */
  @POST
  @Path("api/realtime/presence")
  @Operation(
      summary = "Says how the caller wants to be seen, and what they do",
      description =
          "What is left out stays as it is. A client without a connection counts as connected for a"
              + " minute after each of these requests; it says something, be it {}, more often"
              + " than that.")
  public OwnPresenceView say(@NotNull @Valid PresenceRequest request) {
    return own.say(identity.currentUser(), request);
  }

  /** A client without a connection goes. */
  @DELETE
  @Path("api/realtime/presence")
  @Operation(summary = "Says that a client without a connection goes")
  @APIResponse(responseCode = "204", description = "Gone; may be repeated")
  public void leave(
      @QueryParam("deviceId")
          @Pattern(
              regexp = "[A-Za-z0-9._-]{1,64}",
              message = "must be 1 to 64 letters, digits, . _ -")
          String deviceId) {
    own.leave(identity.currentUser(), deviceId);
  }

  /** Where to follow what the workspace is told from. */
  @GET
  @Path("api/realtime/presence/workspace")
  @Operation(
      summary = "Tells who is what in the caller's workspace: the snapshot to PRESENCE_LIST",
      description = "In a workspace where too many are online there are counts only.")
  public RosterView roster() {
    return presence.roster(reader());
  }

  /** One person's presence; somebody who was never connected is offline. */
  @GET
  @Path("api/users/presence/{userId}")
  @Operation(summary = "Tells a person's presence")
  public PresenceView ofUser(@PathParam("userId") String userId) {
    return presence.presence(reader(), userId);
  }

  /** Many people's presence at once. */
  @POST
  @Path("api/users/presence/lookup")
  @Operation(
      summary = "Tells the presence of up to 200 people, in the order in which they are named")
  public PresencesView lookUp(@NotNull @Valid LookUpRequest request) {
    return new PresencesView(presence.lookUp(reader(), request.userIds()));
  }

  /** The same list as {@code /api/realtime/online-users}, by the workspace's name. */
  @GET
  @Path("realtime/presence/workspace/{workspaceId}")
  @Operation(summary = "Lists who is online in a workspace")
  public Page<PresenceView> ofWorkspace(
      @PathParam("workspaceId") String workspaceId,
      @QueryParam("cursor") String cursor,
      @QueryParam("limit") Integer limit) {
    return presence.online(reader(workspaceId), cursor, PageLimit.of(limit));
  }

  /** The same answer as {@code /api/users/presence/{userId}}, by the workspace's name. */
  @GET
  @Path("realtime/presence/user/{userId}/workspace/{workspaceId}")
  @Operation(summary = "Tells a person's presence in a workspace")
  public PresenceView ofUserInWorkspace(
      @PathParam("userId") String userId, @PathParam("workspaceId") String workspaceId) {
    return presence.presence(reader(workspaceId), userId);
  }

  private PersonKey reader() {
    CurrentUser user = identity.currentUser();
    return new PersonKey(user.workspace(), user.id());
  }

  private PersonKey reader(String workspaceId) {
    if (!identity.currentUser().workspace().equals(workspaceId)) {
      throw ProblemException.notFound("workspace");
    }
    return reader();
  }
}
