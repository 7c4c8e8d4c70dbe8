package dev.tidings.chat.pin;

import dev.tidings.chat.directory.Callers;
import dev.tidings.chat.message.MessageId;
import dev.tidings.chat.message.MessageView;
import dev.tidings.chat.room.RoomId;
import dev.tidings.platform.page.Page;
import dev.tidings.platform.page.PageLimit;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The pinned messages of rooms. */
@Path("/api/chat")
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
  @Path("messages/{id}/pin")
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
  @Path("messages/{id}/pin")
  @Operation(
      summary = "Takes the pin out of a message",
      description = "May be repeated. Others hear of it as MESSAGE_UNPINNED.")
  @APIResponse(responseCode = "204", description = "It is not pinned")
  public void unpin(@RestPath String id) {
    pins.unpin(callers.current(), MessageId.parse(id));
  }

  @GET
  @Path("rooms/{id}/pins")
  @Operation(summary = "The pinned messages of a room in pages, the newest message first")
  public Page<PinView> page(
      @RestPath String id, @RestQuery String cursor, @RestQuery Integer limit) {
    return pins.page(callers.current(), RoomId.parse(id), cursor, PageLimit.of(limit));
  }
}
