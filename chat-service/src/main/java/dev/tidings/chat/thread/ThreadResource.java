package dev.tidings.chat.thread;

import dev.tidings.chat.directory.Callers;
import dev.tidings.chat.message.MessageId;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** The answers to a message, and what of them is unread. */
@Path("/api/chat/messages/{id}/thread")
@Authenticated
@RunOnVirtualThread
@Tag(name = "Threads")
public class ThreadResource {

  private final Callers callers;
  private final Threads threads;

  ThreadResource(Callers callers, Threads threads) {
    this.callers = callers;
    this.threads = threads;
  }

  @GET
  @Operation(summary = "The thread of a message, as the caller sees it")
  public ThreadView get(@RestPath String id) {
    return threads.get(callers.current(), MessageId.parse(id));
  }

  @POST
  @Path("read")
  @Operation(
      summary = "Says up to where the caller has read a thread",
      description = "The pointer never moves back. In a thread that is not followed, none moves.")
  public ThreadView read(@RestPath String id, @NotNull @Valid MarkThreadReadRequest request) {
    return threads.read(callers.current(), MessageId.parse(id), request.seq());
  }

  @PUT
  @Path("follow")
  @Consumes(MediaType.WILDCARD)
  @Operation(
      summary = "Follows a thread",
      description =
          "May be repeated. Who answers, is answered or is mentioned in an answer follows by"
              + " itself.")
  public ThreadView follow(@RestPath String id) {
    return threads.follow(callers.current(), MessageId.parse(id));
  }

  @DELETE
  @Path("follow")
  @Operation(summary = "Follows a thread no more", description = "May be repeated.")
  @APIResponse(responseCode = "204", description = "It is not followed")
  public void unfollow(@RestPath String id) {
    threads.unfollow(callers.current(), MessageId.parse(id));
  }
}
