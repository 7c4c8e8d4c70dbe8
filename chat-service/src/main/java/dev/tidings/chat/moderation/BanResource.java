package dev.tidings.chat.moderation;

import dev.tidings.chat.audit.Reason;
import dev.tidings.chat.directory.Callers;
import dev.tidings.chat.membership.UserId;
import dev.tidings.chat.room.RoomId;
import dev.tidings.platform.page.Page;
import dev.tidings.platform.page.PageLimit;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Who is kept out of a room. */
@Path("/api/chat/rooms/{id}/bans")
@Authenticated
@RunOnVirtualThread
@Tag(name = "Moderation")
public class BanResource {

  private final Callers callers;
  private final RoomBans bans;

  BanResource(Callers callers, RoomBans bans) {
    this.callers = callers;
    this.bans = bans;
  }

  @GET
  @Operation(summary = "Those who are kept out of a room, by user id, in pages")
  public Page<BanView> page(
      @RestPath String id, @RestQuery String cursor, @RestQuery Integer limit) {
    return bans.page(callers.current(), RoomId.parse(id), cursor, PageLimit.of(limit));
  }

  @PUT
  @Path("{userId}")
  @Operation(
      summary = "Bans somebody from a room, for a time or for ever",
      description =
          "For owner and admins, of those who are below them, and for users with the role MODERATOR"
              + " or ADMIN. Who is banned is put out and can't come in. May be repeated: the last ban"
              + " counts. Others hear of it as MEMBER_LEFT.")
  @APIResponse(responseCode = "200", description = "The ban")
  @APIResponse(responseCode = "409", description = "direct-room-is-fixed")
  public BanView ban(@RestPath String id, @RestPath String userId, @NotNull BanRequest request) {
    return bans.ban(
        callers.current(),
        RoomId.parse(id),
        UserId.of(userId, "?userId"),
        Reason.of(request.reason(), "/reason"),
        request.until());
  }

  @DELETE
  @Path("{userId}")
  @Operation(summary = "Lets somebody into a room again", description = "May be repeated.")
  @APIResponse(responseCode = "204", description = "Not banned")
  public void unban(@RestPath String id, @RestPath String userId) {
    bans.unban(callers.current(), RoomId.parse(id), UserId.of(userId, "?userId"));
  }
}
