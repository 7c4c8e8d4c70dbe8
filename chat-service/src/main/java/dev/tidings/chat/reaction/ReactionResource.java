package dev.tidings.chat.reaction;

import dev.tidings.chat.directory.Callers;
import dev.tidings.chat.message.MessageId;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The reactions of a message. */
@Path("/api/chat/messages/{id}/reactions/{emoji}")
@Authenticated
@RunOnVirtualThread
@Tag(name = "Reactions")
public class ReactionResource {

  private final Callers callers;
  private final Reactions reactions;

  ReactionResource(Callers callers, Reactions reactions) {
    this.callers = callers;
    this.reactions = reactions;
  }

  @PUT
  @Consumes(MediaType.WILDCARD)
  @Operation(
      summary = "Reacts with an emoji",
      description = "May be repeated. Others hear of it as REACTION_ADDED.")
  @APIResponse(responseCode = "200", description = "The reactions of the message")
  @APIResponse(responseCode = "409", description = "message-deleted, too-many-reactions")
  public ReactionsView add(@RestPath String id, @RestPath String emoji) {
    UUID messageId = MessageId.parse(id);
    return reactions.add(callers.current(), messageId, emoji);
  }

  @DELETE
  @Operation(
      summary = "Takes a reaction back",
      description = "May be repeated. Others hear of it as REACTION_REMOVED.")
  @APIResponse(responseCode = "204", description = "The caller does not react so")
  public void remove(@RestPath String id, @RestPath String emoji) {
    reactions.remove(callers.current(), MessageId.parse(id), emoji);
  }

  @GET
  @Operation(summary = "Who reacted with an emoji, by user id, in pages")
  public Page<ReactorView> page(
      @RestPath String id,
      @RestPath String emoji,
      @RestQuery String cursor,
      @RestQuery Integer limit) {
    return reactions.page(
        callers.current(), MessageId.parse(id), emoji, cursor, PageLimit.of(limit));
  }
}
