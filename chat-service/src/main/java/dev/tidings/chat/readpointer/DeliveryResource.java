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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** What the caller's devices have got of a room. */
@Path("/api/chat/rooms/{id}/delivered")
@Authenticated
@RunOnVirtualThread
@Tag(name = "Read pointers")
public class DeliveryResource {

  private final Callers callers;
  private final ReadPointers pointers;

  DeliveryResource(Callers callers, ReadPointers pointers) {
    this.callers = callers;
    this.pointers = pointers;
  }

  @POST
  @Operation(
      summary = "Says up to where a device of the caller has got the messages",
      description =
          "It never moves back. When all members have got more, the room hears of it soon as"
              + " MESSAGE_STATUS_UPDATE.")
  @APIResponse(responseCode = "204", description = "It is noted")
  public void mark(@RestPath String id, @NotNull @Valid MarkDeliveredRequest request) {
    pointers.delivered(callers.current(), RoomId.parse(id), request.seq());
  }
}
