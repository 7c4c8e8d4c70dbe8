package dev.tidings.chat.message;

import dev.tidings.chat.ChatProblem;
import dev.tidings.chat.audit.Reason;
import dev.tidings.chat.directory.Caller;
import dev.tidings.chat.directory.Callers;
import dev.tidings.chat.membership.Action;
import dev.tidings.chat.membership.Permissions;
import dev.tidings.chat.membership.Role;
import dev.tidings.chat.room.RoomId;
import dev.tidings.chat.room.RoomKind;
import dev.tidings.platform.page.Page;
import dev.tidings.platform.page.PageLimit;
import dev.tidings.platform.problem.CommonProblem;
import dev.tidings.platform.problem.ProblemException;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Messages. Those of rooms that the caller is no member of answer 404. */
@Path("/api/chat/messages")
@Authenticated
@RunOnVirtualThread
@Tag(name = "Messages")
public class MessageResource {

  private final Callers callers;
  private final MessageSender sender;
  private final Messages messages;
  private final MessageChanges changes;
  private final Edits edits;

  MessageResource(
      Callers callers,
      MessageSender sender,
      Messages messages,
      MessageChanges changes,
      Edits edits) {
    this.callers = callers;
    this.sender = sender;
    this.messages = messages;
    this.changes = changes;
    this.edits = edits;
  }

  @POST
  @Operation(
      summary = "Sends a message",
      description =
          "Answers after the commit. With a clientMessageId a send may be repeated for ever: the"
              + " same message answers 200 with what is stored, another one 422.")
  @APIResponse(
      responseCode = "201",
      description = "The message",
      content = @Content(schema = @Schema(implementation = MessageView.class)))
  @APIResponse(
      responseCode = "200",
      description = "The message as it was sent before, with Idempotency-Replayed: true",
      content = @Content(schema = @Schema(implementation = MessageView.class)))
  @APIResponse(responseCode = "403", description = "forbidden: the caller may not post in the room")
  @APIResponse(responseCode = "409", description = "message-deleted, room-archived")
  @APIResponse(responseCode = "422", description = "client-message-id-reused")
  @APIResponse(
      responseCode = "429",
      description = "slow-mode, rate-limited; Retry-After says when to send again")
  public Response send(@NotNull SendRequest request) {
    return switch (sender.send(callers.current(), request)) {
      case SendOutcome.Sent(MessageView message) ->
          Response.created(URI.create("/api/chat/messages/" + message.id()))
              .header(HttpHeaders.ETAG, EntityTags.of(message))
              .entity(message)
              .build();
      case SendOutcome.Replayed(MessageView message) ->
          Response.ok(message).header("Idempotency-Replayed", "true").build();
      case SendOutcome.Conflicting() ->
          throw new ProblemException(
              ChatProblem.CLIENT_MESSAGE_ID_REUSED,
              "You have sent another message to this room under this clientMessageId.");
      case SendOutcome.ParentDeleted() ->
          throw new ProblemException(
              ChatProblem.MESSAGE_DELETED, "The message that this one answers is deleted.");
      case SendOutcome.NoSuchRoom() -> throw RoomId.notFound();
      case SendOutcome.Archived() ->
          throw new ProblemException(
              ChatProblem.ROOM_ARCHIVED, "The room is archived: it can only be read.");
      case SendOutcome.NotAllowed(RoomKind kind, Role role) ->
          throw Permissions.forbidden(kind, role, Action.SEND);
      case SendOutcome.TooSoon(Duration delay) ->
          throw new ProblemException(
                  ChatProblem.SLOW_MODE, "The room has you wait between two messages.")
              .retryAfter(delay);
      case SendOutcome.Changed() ->
          throw new ProblemException(
                  CommonProblem.UNAVAILABLE, "The room has changed meanwhile; send it again.")
              .retryAfter(Duration.ofSeconds(1));
    };
  }

  @GET
  @Operation(
      summary = "The messages of a room in pages, each with the oldest first",
      description =
          "Without a cursor: the newest page. Its prevCursor, given as before, leads to older"
              + " messages; a nextCursor, given as after, to newer ones. With parentId: the answers"
              + " to that message. With around: the page in whose middle that message is.")
  public Page<MessageView> page(
      @Parameter(description = "Whose messages; may be left out with parentId") @RestQuery
          String roomId,
      @Parameter(description = "The id of a message: only its answers") @RestQuery String parentId,
      @Parameter(description = "A cursor: the page that ends before it") @RestQuery String before,
      @Parameter(description = "A cursor: the page that begins after it") @RestQuery String after,
      @Parameter(description = "The id of a message of the room") @RestQuery String around,
      @RestQuery Integer limit) {
    if (roomId == null && parentId == null) {
      throw ProblemException.invalid("?roomId", "must not be null");
    }
    if (Stream.of(before, after, around).filter(Objects::nonNull).count() > 1) {
      throw ProblemException.invalid("?after", "only one of before, after and around");
    }
    Caller caller = callers.current();
    int size = PageLimit.of(limit);
    Range range =
        parentId == null
            ? new Range(RoomId.parse(roomId), null)
            : messages.thread(
                caller, roomId == null ? null : RoomId.parse(roomId), MessageId.parse(parentId));
    return around == null
        ? messages.page(caller, range, before, after, size)
        : messages.around(caller, range, MessageId.parse(around), size);
  }

  @GET
  @Path("{id}")
  @Operation(summary = "One message", description = "Its ETag is its version.")
  @APIResponse(
      responseCode = "200",
      description = "The message",
      content = @Content(schema = @Schema(implementation = MessageView.class)))
  public Response get(@RestPath String id) {
    return tagged(messages.get(callers.current(), MessageId.parse(id)));
  }

  @PATCH
  @Path("{id}")
  @Operation(
      summary = "Edits a message",
      description =
          "For its author, within the configured time. With If-Match only the version that it"
              + " names is edited. Others hear of it as MESSAGE_UPDATED.")
  @APIResponse(
      responseCode = "200",
      description = "The message as it is now",
      content = @Content(schema = @Schema(implementation = MessageView.class)))
  @APIResponse(responseCode = "409", description = "message-deleted, edit-window-over")
  @APIResponse(responseCode = "412", description = "message-changed")
  public Response edit(
      @RestPath String id,
      @RestHeader(HttpHeaders.IF_MATCH) String ifMatch,
      @NotNull EditRequest request) {
    return tagged(changes.edit(callers.current(), MessageId.parse(id), ifMatch, request.message()));
  }

  @GET
  @Path("{id}/edits")
  @Operation(
      summary = "What a message has said over time, the present version first",
      description = "A deleted message has none to show.")
  public Page<EditView> edits(
      @RestPath String id, @RestQuery String cursor, @RestQuery Integer limit) {
    return edits.page(callers.current(), MessageId.parse(id), cursor, PageLimit.of(limit));
  }

  @DELETE
  @Path("{id}")
  @Operation(
      summary = "Deletes a message",
      description =
          "For its author, for owner and admins of the room unless it is a direct one, and for the"
              + " workspace's moderators; may be repeated. The message keeps its number and says"
              + " nothing any more. Others hear of it as MESSAGE_DELETED; that somebody else's was"
              + " deleted, and why, is in the audit log.")
  @APIResponse(responseCode = "204", description = "It is deleted")
  public void delete(
      @RestPath String id,
      @Parameter(description = "Why somebody else's message goes, for the audit log") @RestQuery
          String reason) {
    changes.delete(callers.current(), MessageId.parse(id), Reason.of(reason, "?reason"));
  }

  @DELETE
  @Path("{id}/content")
  @RolesAllowed("ADMIN")
  @Operation(
      summary = "Destroys what a message said",
      description =
          "For users with the role ADMIN, in every room of the workspace; may be repeated. The"
              + " message is deleted if it is not yet, and its text and versions are no longer"
              + " stored.")
  @APIResponse(responseCode = "204", description = "It is erased")
  public void erase(@RestPath String id) {
    changes.erase(callers.current(), MessageId.parse(id));
  }

  private static Response tagged(MessageView message) {
    return Response.ok(message).header(HttpHeaders.ETAG, EntityTags.of(message)).build();
  }
}
