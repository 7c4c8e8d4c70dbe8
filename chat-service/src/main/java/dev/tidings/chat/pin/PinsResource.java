package dev.tidings.chat.pin;

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

/** The pinned messages of a room. */
@Path("/api/chat/rooms/{id}/pins")
@Authenticated
@RunOnVirtualThread
@Tag(name = "Pins")
public class PinsResource {

  private final Callers callers;
  private final Pins pins;

  PinsResource(Callers callers, Pins pins) {
    this.callers = callers;
    this.pins = pins;
  }

  @GET
  @Operation(summary = "The pinned messages of a room in pages, the newest message first")
  public Page<PinView> page(
      @RestPath String id, @RestQuery String cursor, @RestQuery Integer limit) {
    return pins.page(callers.current(), RoomId.parse(id), cursor, PageLimit.of(limit));
  }
}
