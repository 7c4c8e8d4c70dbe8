package dev.tidings.chat.pin;

import dev.tidings.chat.directory.Callers;
import dev.tidings.chat.message.MessageId;
import dev.tidings.chat.message.MessageView;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** The pin of a message. */
@Path("/api/chat/messages/{id}/pin")
@Authenticated
@RunOnVirtualThread
@Tag(name = "Pins")
public class PinResource {

  private final Callers callers;
  private final Pins pins;

  PinResource(Callers callers, Pins pins) {
    this.callers = callers;
    this.pins = pins;
  }

  @PUT
  @Consumes(MediaType.WILDCARD)
  @Operation(
      summary = "Pins a message",
      description = "May be repeated. Others hear of it as MESSAGE_PINNED.")
  @APIResponse(responseCode = "200", description = "The message")
  @APIResponse(responseCode = "409", description = "message-deleted, too-many-pins")
  public MessageView pin(@RestPath String id) {
    return pins.pin(callers.current(), MessageId.parse(id));
  }

  @DELETE
  @Operation(
      summary = "Takes the pin out of a message",
      description = "May be repeated. Others hear of it as MESSAGE_UNPINNED.")
  @APIResponse(responseCode = "204", description = "It is not pinned")
  public void unpin(@RestPath String id) {
    pins.unpin(callers.current(), MessageId.parse(id));
  }
}
