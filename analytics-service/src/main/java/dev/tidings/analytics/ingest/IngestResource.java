package dev.tidings.analytics.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.analytics.hit.TurnedAway;
import dev.tidings.analytics.site.Site;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
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
@APIResponse(responseCode = "403", description = "origin-not-allowed")
@APIResponse(responseCode = "404", description = "unknown-site")
@APIResponse(responseCode = "429", description = "rate-limited")
@APIResponse(responseCode = "503", description = "unavailable: not kept, try again")
public class IngestResource {

  private static final int MAX_BATCH_BYTES = 512 * 1024;

  private final Ingest ingest;
  private final HitBody bodies;
  private final TurnedAwayCounts turnedAway;

  IngestResource(Ingest ingest, HitBody bodies, TurnedAwayCounts turnedAway) {
    this.ingest = ingest;
    this.bodies = bodies;
    this.turnedAway = turnedAway;
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
  @APIResponse(responseCode = "413", description = "payload-too-large: more than 64 kB")
  public Response pageview(byte[] body, @Context HttpServerRequest request)
      throws JsonProcessingException {
    return one(body, request, tree -> OwnReports.of(bodies.read(tree, PageviewRequest.class)));
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
  @APIResponse(responseCode = "413", description = "payload-too-large: more than 64 kB")
  public Response event(byte[] body, @Context HttpServerRequest request)
      throws JsonProcessingException {
    return one(body, request, tree -> OwnReports.of(bodies.read(tree, EventRequest.class)));
  }

  /** Counts several hits of one visitor, each by itself. */
  @POST
  @Path("hits")
  @Operation(
      summary = "Count several hits",
      description =
          "What the tracker sends: page views, events and engagements. Each is looked at by itself;"
              + " the answer says what became of each.")
  @RequestBody(
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = HitsRequest.class)),
        @Content(
            mediaType = MediaType.TEXT_PLAIN,
            schema = @Schema(implementation = HitsRequest.class))
      })
  @APIResponse(
      responseCode = "202",
      description = "The hits that have an id are safe and will be counted",
      content = @Content(schema = @Schema(implementation = HitsResponse.class)))
  @APIResponse(responseCode = "400", description = "malformed-json, or no hit is in order")
  @APIResponse(responseCode = "413", description = "payload-too-large: more than 512 kB")
  public Response hits(byte[] body, @Context HttpServerRequest request)
      throws JsonProcessingException {
    JsonNode tree = bodies.tree(body, MAX_BATCH_BYTES);
    Site site = bodies.site(tree.path("site").textValue());
    var reading = new HitsReading(bodies, tree);
    if (site == null) {
      reading.read();
    }
    var taken =
        ingest.take(site, Sender.of(request), Math.max(1, tree.path("hits").size()), reading);
    if (reading.invalid() > 0) {
      turnedAway.add(site, TurnedAway.Reason.INVALID, reading.invalid());
    }
    return Response.accepted(reading.answer(taken)).build();
  }

  private Response one(byte[] body, HttpServerRequest request, OneReading reading)
      throws JsonProcessingException {
    JsonNode tree = bodies.tree(body, HitBody.MAX_BYTES);
    Site site = bodies.site(tree.path("site").textValue());
    if (site == null) {
      reading.read(tree); // which says what is missing
    }
    Taken taken =
        ingest.take(site, Sender.of(request), 1, () -> List.of(reading.read(tree))).getFirst();
    return Response.accepted(AcceptedResponse.of(taken)).build();
  }

  @FunctionalInterface
  private interface OneReading {
    Report read(JsonNode body) throws JsonProcessingException;
  }
}
