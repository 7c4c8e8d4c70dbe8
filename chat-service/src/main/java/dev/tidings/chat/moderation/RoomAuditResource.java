package dev.tidings.chat.moderation;

import dev.tidings.chat.audit.AuditView;
import dev.tidings.chat.directory.Callers;
import dev.tidings.chat.room.RoomId;
import dev.tidings.platform.page.Page;
import dev.tidings.platform.page.PageLimit;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** What was done in a room by those who keep order there. */
@Path("/api/chat/rooms/{id}/audit")
@Authenticated
@RunOnVirtualThread
@Tag(name = "Moderation")
public class RoomAuditResource {

  private final Callers callers;
  private final AuditAccess access;

  RoomAuditResource(Callers callers, AuditAccess access) {
    this.callers = callers;
    this.access = access;
  }

  @GET
  @Operation(
      summary = "The audit log of a room, the latest first, in pages",
      description =
          "For owner and admins, and for users with the role MODERATOR or ADMIN, who see that of"
              + " deleted rooms too.")
  public Page<AuditView> page(
      @RestPath String id, @RestQuery String cursor, @RestQuery Integer limit) {
    return access.ofRoom(callers.current(), RoomId.parse(id), cursor, PageLimit.of(limit));
  }
}
