package dev.tidings.chat.conversation;

import dev.tidings.chat.directory.Caller;
import dev.tidings.chat.directory.Callers;
import dev.tidings.chat.membership.UserId;
import dev.tidings.chat.room.RoomId;
import dev.tidings.chat.room.RoomKind;
import dev.tidings.chat.room.RoomName;
import dev.tidings.platform.page.Page;
import dev.tidings.platform.page.PageLimit;
import dev.tidings.platform.problem.ProblemException;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Rooms. Those that the caller is no member of answer 404. */
@Path("/api/chat/rooms")
@Authenticated
@RunOnVirtualThread
@Tag(name = "Rooms")
public class RoomResource {

  private static final int MAX_FIRST_MEMBERS = 200;

  private final Callers callers;
  private final RoomChanges changes;
  private final Conversations conversations;

  RoomResource(Callers callers, RoomChanges changes, Conversations conversations) {
    this.callers = callers;
    this.changes = changes;
    this.conversations = conversations;
  }

  @POST
  @Operation(
      summary = "Makes a room",
      description =
          "A group belongs to the caller. A pair has one direct room: asking for it again answers"
              + " 200 with the one that is there.")
  @APIResponse(
      responseCode = "201",
      description = "The new room",
      content = @Content(schema = @Schema(implementation = RoomView.class)))
  @APIResponse(
      responseCode = "200",
      description = "The pair's room that was there",
      content = @Content(schema = @Schema(implementation = RoomView.class)))
  public Response create(@NotNull CreateRoomRequest request) {
    Caller caller = callers.current();
    SequencedSet<String> others = others(caller, request.members());
    return switch (RoomKind.parse(request.kind())) {
      case GROUP -> created(changes.createGroup(caller, RoomName.of(request.name()), others));
      case DIRECT -> {
        if (others.size() != 1) {
          throw ProblemException.invalid("/members", "must name exactly one other person");
        }
        if (request.name() != null) {
          throw ProblemException.invalid("/name", "must be null: a direct room has no name");
        }
        var direct = changes.direct(caller, others.getFirst());
        yield direct.isNew() ? created(direct.room()) : Response.ok(direct.room()).build();
      }
    };
  }

  @GET
  @Operation(summary = "The caller's rooms in pages, the latest activity first")
  public Page<RoomView> page(@RestQuery String cursor, @RestQuery Integer limit) {
    return conversations.page(callers.current(), cursor, PageLimit.of(limit));
  }

  @GET
  @Path("{id}")
  @Operation(summary = "One room")
  public RoomView get(@RestPath String id) {
    return conversations.get(callers.current(), RoomId.parse(id));
  }

  @PATCH
  @Path("{id}")
  @Operation(summary = "Renames a group", description = "For owner and admins.")
  public RoomView rename(@RestPath String id, @NotNull RenameRoomRequest request) {
    return changes.rename(callers.current(), RoomId.parse(id), request.name());
  }

  private static Response created(RoomView room) {
    return Response.created(UriBuilder.fromPath("/api/chat/rooms/{id}").build(room.id()))
        .entity(room)
        .build();
  }

  private static SequencedSet<String> others(Caller caller, List<String> members) {
    var others = new LinkedHashSet<String>();
    if (members == null) {
      return others;
    }
    if (members.size() > MAX_FIRST_MEMBERS) {
      throw ProblemException.invalid(
          "/members",
          "must have at most " + MAX_FIRST_MEMBERS + " people; invite the others later");
    }
    for (int i = 0; i < members.size(); i++) {
      others.add(UserId.of(members.get(i), "/members/" + i));
    }
    others.remove(caller.id());
    return others;
  }
}
