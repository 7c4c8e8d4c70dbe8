package dev.tidings.chat.readpointer;

import dev.tidings.chat.directory.Callers;
import dev.tidings.chat.message.MessageId;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** How far a message has come. */
@Path("/api/chat/messages/{id}/status")
@Authenticated
@RunOnVirtualThread
@Tag(name = "Read pointers")
public class StatusResource {

  private final Callers callers;
  private final Readers readers;

  StatusResource(Callers callers, Readers readers) {
    this.callers = callers;
    this.readers = readers;
  }

  @GET
  @Operation(summary = "Whether a message is sent, delivered or read, and to and by how many")
  public MessageStatusView get(@RestPath String id) {
    return readers.status(callers.current(), MessageId.parse(id));
  }
}
