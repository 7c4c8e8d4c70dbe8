package dev.tidings.chat.readpointer;

import dev.tidings.chat.directory.Callers;
import dev.tidings.chat.message.MessageId;
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

/** Who has read a message. */
@Path("/api/chat/messages/{id}/readers")
@Authenticated
@RunOnVirtualThread
@Tag(name = "Read pointers")
public class ReaderResource {

  private final Callers callers;
  private final Readers readers;

  ReaderResource(Callers callers, Readers readers) {
    this.callers = callers;
    this.readers = readers;
  }

  @GET
  @Operation(summary = "The members who have read a message, by user id, in pages")
  public Page<ReaderView> page(
      @RestPath String id, @RestQuery String cursor, @RestQuery Integer limit) {
    return readers.page(callers.current(), MessageId.parse(id), cursor, PageLimit.of(limit));
  }
}
