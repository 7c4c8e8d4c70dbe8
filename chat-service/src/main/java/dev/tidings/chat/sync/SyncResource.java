package dev.tidings.chat.sync;

import dev.tidings.chat.directory.Callers;
import dev.tidings.platform.page.PageLimit;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** What has changed in the caller's rooms. */
@Path("/api/chat/sync")
@Authenticated
@RunOnVirtualThread
@Tag(name = "Sync")
public class SyncResource {

  private final Callers callers;
  private final Sync sync;

  SyncResource(Callers callers, Sync sync) {
    this.callers = callers;
    this.sync = sync;
  }

  @GET
  @Operation(
      summary = "What has changed in all rooms of the caller since the last answer",
      description =
          "Messages sent, edited, deleted, reacted to, pinned; members; receipts; rooms joined and"
              + " left. Ask again with next while more is true, and later with the last next. A room"
              + " with limited true is to be loaded anew. Without a token, or with one that is of no"
              + " use any more, the answer says reset and begins with all rooms. Something may be told"
              + " twice: the greater eventSeq is right.")
  public SyncView since(
      @Parameter(description = "next of the last answer; none at first") @RestQuery String since,
      @Parameter(description = "How many rooms, at most") @RestQuery Integer limit) {
    return sync.since(callers.current(), since, PageLimit.of(limit));
  }
}
