package dev.tidings.analytics.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Hits of sites that carry Plausible's script (R-A1): its endpoint, its payload, its answer. */
@Path("/api/event")
@Consumes({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
@RunOnVirtualThread
@Tag(name = "Ingest")
public class PlausibleResource {

  private final Ingest ingest;
  private final HitBody bodies;

  PlausibleResource(Ingest ingest, HitBody bodies) {
    this.ingest = ingest;
    this.bodies = bodies;
  }

  /** Counts what Plausible's script reports. */
  @POST
  @Produces(MediaType.TEXT_PLAIN)
  @Operation(
      summary = "Count what Plausible's script reports",
      description = "'engagement' reports are accepted and not counted.")
  @RequestBody(
      content = {
        @Content(
            mediaType = MediaType.TEXT_PLAIN,
            schema = @Schema(implementation = PlausibleRequest.class)),
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = PlausibleRequest.class))
      })
  @APIResponse(responseCode = "202", description = "The hit is safe and will be counted")
  @APIResponse(responseCode = "400", description = "malformed-json or validation-failed")
  @APIResponse(responseCode = "403", description = "origin-not-allowed")
  @APIResponse(responseCode = "404", description = "unknown-site")
  public Response report(byte[] body, @Context HttpServerRequest request)
      throws JsonProcessingException {
    ingest.accept(bodies.read(body, PlausibleRequest.class), Sender.of(request));
    return Response.accepted("ok").build();
  }
}
