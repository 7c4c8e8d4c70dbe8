package dev.tidings.chat.thread;

import dev.tidings.chat.directory.Callers;
import dev.tidings.chat.room.RoomId;
import dev.tidings.platform.page.Page;
import dev.tidings.platform.page.PageLimit;
import dev.tidings.platform.problem.ProblemException;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** The threads that the caller follows. */
@Path("/api/chat/threads")
@Authenticated
@RunOnVirtualThread
@Tag(name = "Threads")
public class ThreadsResource {

  private final Callers callers;
  private final Threads threads;

  ThreadsResource(Callers callers, Threads threads) {
    this.callers = callers;
    this.threads = threads;
  }

  @GET
  @Operation(summary = "The threads of a room that the caller follows, the last answered first")
  public Page<ThreadView> page(
      @Parameter(required = true) @RestQuery String roomId,
      @RestQuery String cursor,
      @RestQuery Integer limit) {
    if (roomId == null) {
      throw ProblemException.invalid("?roomId", "must not be null");
    }
    return threads.page(callers.current(), RoomId.parse(roomId), cursor, PageLimit.of(limit));
  }
}
