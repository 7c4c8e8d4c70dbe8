package dev.tidings.chat.readpointer;

import dev.tidings.chat.directory.Callers;
import dev.tidings.chat.room.RoomId;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Has the counts of a room proved and mended. */
@Path("/api/chat/rooms/{id}/unread/recount")
@Authenticated
@RunOnVirtualThread
@Tag(name = "Read pointers")
public class RecountResource {

  private final Callers callers;
  private final UnreadAudit audit;

  RecountResource(Callers callers, UnreadAudit audit) {
    this.callers = callers;
    this.audit = audit;
  }

  @POST
  @Consumes(MediaType.WILDCARD)
  @Operation(
      summary = "Counts a room again by hand and mends what differs",
      description =
          "For owner and admins. Counts are derived and should never differ; the gauge"
              + " tidings.chat.unread.drift says if they do.")
  public RecountView recount(@RestPath String id) {
    return audit.recount(callers.current(), RoomId.parse(id));
  }
}
