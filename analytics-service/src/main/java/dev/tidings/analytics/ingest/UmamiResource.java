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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Hits of sites that carry Umami's script (R-A1): its endpoint and its payload. */
@Path("/api/send")
@Consumes({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Ingest")
public class UmamiResource {

  private final Ingest ingest;
  private final HitBody bodies;

  UmamiResource(Ingest ingest, HitBody bodies) {
    this.ingest = ingest;
    this.bodies = bodies;
  }

  /** Counts what Umami's script reports. */
  @POST
  @Operation(summary = "Count what Umami's script reports")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = UmamiRequest.class)))
  @APIResponse(
      responseCode = "200",
      description = "The hit is safe and will be counted",
      content = @Content(schema = @Schema(implementation = AcceptedResponse.class)))
  @APIResponse(responseCode = "400", description = "malformed-json or validation-failed")
  @APIResponse(responseCode = "403", description = "origin-not-allowed")
  @APIResponse(responseCode = "404", description = "unknown-site")
  public AcceptedResponse report(byte[] body, @Context HttpServerRequest request)
      throws JsonProcessingException {
    return new AcceptedResponse(
        ingest.accept(bodies.read(body, UmamiRequest.class), Sender.of(request)));
  }
}
