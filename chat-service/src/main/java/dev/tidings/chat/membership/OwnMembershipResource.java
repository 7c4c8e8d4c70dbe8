package dev.tidings.chat.membership;

import dev.tidings.chat.directory.Caller;
import dev.tidings.chat.directory.Callers;
import dev.tidings.chat.room.RoomId;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Whether the caller is a member of a room: 200 or 404. */
@Path("/api/chat/rooms/{id}/membership")
@Authenticated
@RunOnVirtualThread
@Tag(name = "Members")
public class OwnMembershipResource {

  private final Callers callers;
  private final Memberships memberships;

  OwnMembershipResource(Callers callers, Memberships memberships) {
    this.callers = callers;
    this.memberships = memberships;
  }

  @GET
  @Operation(summary = "The caller's membership of a room")
  public MembershipView get(@RestPath String id) {
    Caller caller = callers.current();
    UUID roomId = RoomId.parse(id);
    return new MembershipView(roomId, caller.id(), memberships.roleOf(caller, roomId));
  }
}
