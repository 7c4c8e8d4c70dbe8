package dev.tidings.chat.conversation;

import dev.tidings.chat.directory.Caller;
import dev.tidings.chat.directory.Callers;
import dev.tidings.chat.message.EntityTags;
import dev.tidings.chat.room.RoomId;
import dev.tidings.platform.page.Page;
import dev.tidings.platform.page.PageLimit;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Rooms. Those that the caller is no member of answer 404. */
@Path("/api/chat/rooms")
@Authenticated
@RunOnVirtualThread
@Tag(name = "Rooms")
public class RoomResource {

  private final Callers callers;
  private final RoomOpening opening;
  private final RoomChanges changes;
  private final Conversations conversations;

  RoomResource(
      Callers callers, RoomOpening opening, RoomChanges changes, Conversations conversations) {
    this.callers = callers;
    this.opening = opening;
    this.changes = changes;
    this.conversations = conversations;
  }

  @POST
  @Operation(
      summary = "Makes a room, or brings the caller into the one that is there",
      description =
          "A new room belongs to the caller. There is one direct room of a pair, one channel of a"
              + " name, one project room of a project and one support room of a lead: asking for it"
              + " again answers 200 with the one that is there, and the caller is in it. A group is"
              + " another one each time, unless clientRoomId says which it is.")
  @APIResponse(
      responseCode = "201",
      description = "The new room",
      content = @Content(schema = @Schema(implementation = RoomView.class)))
  @APIResponse(
      responseCode = "200",
      description = "The room that was there",
      content = @Content(schema = @Schema(implementation = RoomView.class)))
  @APIResponse(responseCode = "409", description = "room-archived, user-banned")
  public Response open(@NotNull CreateRoomRequest request) {
    Caller caller = callers.current();
    RoomOpening.Outcome outcome = opening.open(caller, request);
    return outcome.isNew()
        ? Response.created(UriBuilder.fromPath("/api/chat/rooms/{id}").build(outcome.room().id()))
            .header(HttpHeaders.ETAG, EntityTags.of(outcome.room().version()))
            .entity(outcome.room())
            .build()
        : tagged(outcome.room());
  }

  @GET
  @Operation(
      summary = "The caller's rooms in pages: pinned ones first, then the latest activity",
      description = "Archived and hidden rooms are listed only when they are asked for.")
  public Page<RoomView> page(
      @Parameter(description = "Only rooms of this kind; may be repeated") @RestQuery
          List<String> kind,
      @Parameter(description = "Rooms that can only be read, instead of the others") @RestQuery
          Boolean archived,
      @Parameter(description = "Rooms that the caller has hidden, instead of the others") @RestQuery
          Boolean hidden,
      @RestQuery String cursor,
      @RestQuery Integer limit) {
    return conversations.page(
        callers.current(), RoomFilter.of(kind, archived, hidden), cursor, PageLimit.of(limit));
  }

  @GET
  @Path("{id}")
  @Operation(summary = "One room", description = "Its ETag is its version.")
  @APIResponse(
      responseCode = "200",
      description = "The room",
      content = @Content(schema = @Schema(implementation = RoomView.class)))
  public Response get(@RestPath String id) {
    return tagged(conversations.get(callers.current(), RoomId.parse(id)));
  }

  @PATCH
  @Path("{id}")
  @Operation(
      summary = "Changes a room's name, topic or pace, archives it or opens it again",
      description =
          "For owner and admins; not of a direct room. What is left out stays as it is. With If-Match"
              + " only the version that it names is changed. An archived room can only be read."
              + " Others hear of it as ROOM_UPDATED.")
  @APIResponse(
      responseCode = "200",
      description = "The room as it is now",
      content = @Content(schema = @Schema(implementation = RoomView.class)))
  @APIResponse(
      responseCode = "409",
      description = "direct-room-is-fixed, room-archived, room-name-taken")
  @APIResponse(responseCode = "412", description = "room-changed")
  public Response change(
      @RestPath String id,
      @RestHeader(HttpHeaders.IF_MATCH) String ifMatch,
      @NotNull @Valid UpdateRoomRequest request) {
    return tagged(changes.change(callers.current(), RoomId.parse(id), ifMatch, request));
  }

  @DELETE
  @Path("{id}")
  @Operation(
      summary = "Deletes a room",
      description =
          "For its owner; may be repeated. Nobody is its member any more, and its name is free again."
              + " Members hear of it as ROOM_DELETED, the last of its events.")
  @APIResponse(responseCode = "204", description = "It is gone")
  @APIResponse(responseCode = "409", description = "direct-room-is-fixed")
  public void delete(@RestPath String id) {
    changes.delete(callers.current(), RoomId.parse(id));
  }

  private static Response tagged(RoomView room) {
    return Response.ok(room).header(HttpHeaders.ETAG, EntityTags.of(room.version())).build();
  }
}
