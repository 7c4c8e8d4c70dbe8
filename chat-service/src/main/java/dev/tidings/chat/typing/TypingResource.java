package dev.tidings.chat.typing;

import dev.tidings.chat.directory.Callers;
import dev.tidings.chat.room.RoomId;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** That the caller types. */
@Path("/api/chat/typing")
@Authenticated
@RunOnVirtualThread
@Tag(name = "Typing")
public class TypingResource {

  private final Callers callers;
  private final Typing typing;

  TypingResource(Callers callers, Typing typing) {
    this.callers = callers;
    this.typing = typing;
  }

  @POST
  @Operation(
      summary = "Says that the caller types, or has stopped",
      description =
          "To be said again, about once a second, while they go on: it expires by itself. The room"
              + " hears of all who type as TYPING.")
  @APIResponse(responseCode = "204", description = "Heard; nothing is stored")
  @APIResponse(responseCode = "403", description = "forbidden: the caller may not post in the room")
  @APIResponse(responseCode = "409", description = "room-archived")
  public void signal(@NotNull @Valid TypingRequest request) {
    typing.signal(
        callers.current(), RoomId.parse(request.roomId()), !Boolean.FALSE.equals(request.typing()));
  }
}
