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

/**
 * Hits of visitors. No login: the site's key and the page's origin decide. The body is JSON,
 * declared as {@code application/json} or, for {@code navigator.sendBeacon}, as {@code text/plain}.
 */
@Path("/api/analytics")
@Consumes({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Ingest")
public class IngestResource {

  private final Ingest ingest;
  private final HitBody bodies;

  IngestResource(Ingest ingest, HitBody bodies) {
    this.ingest = ingest;
    this.bodies = bodies;
  }

  /** Counts a page view. It is answered when the hit is safe, and counted within seconds. */
  @POST
  @Path("pageview")
  @Operation(summary = "Count a page view")
  @RequestBody(
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = PageviewRequest.class)),
        @Content(
            mediaType = MediaType.TEXT_PLAIN,
            schema = @Schema(implementation = PageviewRequest.class))
      })
  @APIResponse(
      responseCode = "202",
      description = "The hit is safe and will be counted",
      content = @Content(schema = @Schema(implementation = AcceptedResponse.class)))
  @APIResponse(responseCode = "400", description = "malformed-json or validation-failed")
  @APIResponse(responseCode = "403", description = "origin-not-allowed")
  @APIResponse(responseCode = "404", description = "unknown-site")
  @APIResponse(responseCode = "413", description = "payload-too-large: more than 64 kB")
  @APIResponse(responseCode = "503", description = "unavailable: not kept, try again")
  public Response pageview(byte[] body, @Context HttpServerRequest request)
      throws JsonProcessingException {
    return accepted(ingest.accept(bodies.read(body, PageviewRequest.class), Sender.of(request)));
  }

  /** Counts an event that the site has a name for. */
  @POST
  @Path("event")
  @Operation(summary = "Count an event")
  @RequestBody(
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = EventRequest.class)),
        @Content(
            mediaType = MediaType.TEXT_PLAIN,
            schema = @Schema(implementation = EventRequest.class))
      })
  @APIResponse(
      responseCode = "202",
      description = "The hit is safe and will be counted",
      content = @Content(schema = @Schema(implementation = AcceptedResponse.class)))
  @APIResponse(responseCode = "400", description = "malformed-json or validation-failed")
  @APIResponse(responseCode = "403", description = "origin-not-allowed")
  @APIResponse(responseCode = "404", description = "unknown-site")
  @APIResponse(responseCode = "413", description = "payload-too-large: more than 64 kB")
  @APIResponse(responseCode = "503", description = "unavailable: not kept, try again")
  public Response event(byte[] body, @Context HttpServerRequest request)
      throws JsonProcessingException {
    return accepted(ingest.accept(bodies.read(body, EventRequest.class), Sender.of(request)));
  }

  private static Response accepted(String id) {
    return Response.accepted(new AcceptedResponse(id)).build();
  }
}
