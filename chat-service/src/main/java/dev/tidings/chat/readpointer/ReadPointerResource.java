package dev.tidings.chat.readpointer;

import dev.tidings.chat.directory.Callers;
import dev.tidings.chat.room.RoomId;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** The caller's read pointer in a room. */
@Path("/api/chat/rooms/{id}/read")
@Authenticated
@RunOnVirtualThread
@Tag(name = "Read pointers")
public class ReadPointerResource {

  private final Callers callers;
  private final ReadPointers pointers;

  ReadPointerResource(Callers callers, ReadPointers pointers) {
    this.callers = callers;
    this.pointers = pointers;
  }

  @POST
  @Operation(
      summary = "Says up to where the caller has read",
      description =
          "Answers what is left to read. The pointer never moves back, and never beyond the newest"
              + " message. If it moved, others hear of it soon as MESSAGES_READ; of a private one, and in"
              + " rooms of more than 100 members, only the caller does, on the own channel.")
  public ReadStateView mark(@RestPath String id, @NotNull @Valid MarkReadRequest request) {
    return pointers.mark(
        callers.current(),
        RoomId.parse(id),
        request.seq(),
        Boolean.TRUE.equals(request.isPrivate()));
  }
}
