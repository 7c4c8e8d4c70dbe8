package dev.tidings.chat.membership;

import dev.tidings.chat.directory.Caller;
import dev.tidings.chat.directory.Callers;
import dev.tidings.chat.membership.Roster.Entered;
import dev.tidings.chat.room.RoomId;
import dev.tidings.platform.page.Page;
import dev.tidings.platform.page.PageLimit;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The members of a room. Rooms that the caller is no member of answer 404. */
@Path("/api/chat/rooms/{id}/members")
@Authenticated
@RunOnVirtualThread
@Tag(name = "Members")
public class MemberResource {

  private final Callers callers;
  private final MemberList list;
  private final MembershipChanges changes;

  MemberResource(Callers callers, MemberList list, MembershipChanges changes) {
    this.callers = callers;
    this.list = list;
    this.changes = changes;
  }

  @GET
  @Operation(summary = "The members of a room, by user id, in pages")
  public Page<MemberView> page(
      @RestPath String id, @RestQuery String cursor, @RestQuery Integer limit) {
    return list.page(callers.current(), RoomId.parse(id), cursor, PageLimit.of(limit));
  }

  @GET
  @Path("{userId}")
  @Operation(summary = "One member of a room")
  public MemberView get(@RestPath String id, @RestPath String userId) {
    return list.get(callers.current(), RoomId.parse(id), userId);
  }

  @POST
  @Operation(
      summary = "Brings somebody into a room",
      description =
          "For owner and admins; not into a direct room. Somebody who is a member already answers"
              + " 200, unchanged.")
  @APIResponse(responseCode = "201", description = "The new member")
  @APIResponse(responseCode = "200", description = "The member that was there")
  @APIResponse(
      responseCode = "409",
      description = "direct-room-is-fixed, room-archived, user-banned")
  public Response invite(@RestPath String id, @NotNull @Valid InviteRequest request) {
    Caller caller = callers.current();
    String userId = UserId.of(request.userId(), "/userId");
    Entered entered = changes.add(caller, RoomId.parse(id), userId, request.grantedRole());
    return entered.isNew()
        ? Response.created(
                UriBuilder.fromPath("/api/chat/rooms/{id}/members/{userId}").build(id, userId))
            .entity(entered.member())
            .build()
        : Response.ok(entered.member()).build();
  }

  @PATCH
  @Path("{userId}")
  @Operation(
      summary = "Makes a member something else",
      description =
          "Owner and admins change who is below them, up to below themselves. The owner makes another"
              + " one owner and becomes an admin. Others hear of it as MEMBER_UPDATED.")
  public MemberView changeRole(
      @RestPath String id, @RestPath String userId, @NotNull @Valid ChangeRoleRequest request) {
    return changes.changeRole(
        callers.current(), RoomId.parse(id), UserId.of(userId, "?userId"), Role.of(request.role()));
  }

  @DELETE
  @Path("{userId}")
  @Operation(
      summary = "Removes somebody from a room, or lets the caller leave it",
      description =
          "Owner and admins remove those who are below them. An owner who leaves is succeeded"
              + " by the longest-standing admin, else member; the last to leave takes the room out"
              + " of sight.")
  @APIResponse(responseCode = "204", description = "No member any more")
  public void remove(@RestPath String id, @RestPath String userId) {
    changes.remove(callers.current(), RoomId.parse(id), UserId.of(userId, "/userId"));
  }
}
