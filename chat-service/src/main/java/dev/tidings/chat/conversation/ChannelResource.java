package dev.tidings.chat.conversation;

import dev.tidings.chat.directory.Callers;
import dev.tidings.platform.page.Page;
import dev.tidings.platform.page.PageLimit;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** The channels of the workspace. */
@Path("/api/chat/channels")
@Authenticated
@RunOnVirtualThread
@Tag(name = "Rooms")
public class ChannelResource {

  private final Callers callers;
  private final Channels channels;

  ChannelResource(Callers callers, Channels channels) {
    this.callers = callers;
    this.channels = channels;
  }

  @GET
  @Operation(
      summary = "The channels of the workspace, by name, in pages",
      description = "Archived ones are not listed. To come into one, join it.")
  @APIResponse(responseCode = "403", description = "forbidden: guests find no channels")
  public Page<ChannelView> page(
      @Parameter(description = "Part of the name, in whatever case") @RestQuery String q,
      @RestQuery String cursor,
      @RestQuery Integer limit) {
    return channels.page(callers.current(), q, cursor, PageLimit.of(limit));
  }
}
