package dev.tidings.analytics.umami;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.analytics.ingest.AcceptedResponse;
import dev.tidings.analytics.ingest.HitBody;
import dev.tidings.analytics.ingest.Ingest;
import dev.tidings.analytics.ingest.Sender;
import dev.tidings.analytics.ingest.Taken;
import dev.tidings.analytics.ingest.TurnedAwayCounts;
import dev.tidings.analytics.site.Site;
import dev.tidings.platform.problem.ProblemException;
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
@Path("/api")
@Consumes({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Ingest")
public class UmamiResource {

  private static final int MAX_BATCH = 100;
  private static final int MAX_BATCH_BYTES = 512 * 1024;

  private final Ingest ingest;
  private final HitBody bodies;
  private final TurnedAwayCounts turnedAway;

  UmamiResource(Ingest ingest, HitBody bodies, TurnedAwayCounts turnedAway) {
    this.ingest = ingest;
    this.bodies = bodies;
    this.turnedAway = turnedAway;
  }

  /** Counts what Umami's script reports. */
  @POST
  @Path("send")
  @Operation(
      summary = "Count what Umami's script reports",
      description = "Page views and events. 'identify' and 'performance' are not counted.")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = UmamiRequest.class)))
  @APIResponse(
      responseCode = "200",
      description = "The hit is safe and will be counted, unless it is dropped",
      content = @Content(schema = @Schema(implementation = AcceptedResponse.class)))
  @APIResponse(responseCode = "400", description = "malformed-json or validation-failed")
  @APIResponse(responseCode = "403", description = "origin-not-allowed")
  @APIResponse(responseCode = "404", description = "unknown-site")
  public AcceptedResponse report(byte[] body, @Context HttpServerRequest request)
      throws JsonProcessingException {
    return AcceptedResponse.of(take(bodies.tree(body, HitBody.MAX_BYTES), Sender.of(request)));
  }

  /** Counts several reports of Umami's clients, each by itself. */
  @POST
  @Path("batch")
  @Operation(summary = "Count several reports of Umami's clients")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = UmamiRequest[].class)))
  @APIResponse(
      responseCode = "200",
      description = "Those that are not among the errors are safe, or not counted on purpose",
      content = @Content(schema = @Schema(implementation = UmamiBatchResponse.class)))
  @APIResponse(responseCode = "400", description = "malformed-json or validation-failed")
  @APIResponse(responseCode = "413", description = "payload-too-large: more than 512 kB")
  public UmamiBatchResponse reports(byte[] body, @Context HttpServerRequest request)
      throws JsonProcessingException {
    JsonNode reports = bodies.tree(body, MAX_BATCH_BYTES);
    if (!reports.isArray() || reports.size() > MAX_BATCH) {
      throw ProblemException.invalid("", "must be a list of at most " + MAX_BATCH + " reports");
    }
    return new UmamiBatch(ingest, bodies, turnedAway, Sender.of(request)).take(reports);
  }

  private Taken take(JsonNode report, Sender sender) throws JsonProcessingException {
    Site site = bodies.site(report.path("payload").path("website").textValue());
    if (site == null) {
      bodies.read(report, UmamiRequest.class); // which says what is missing
    }
    return ingest
        .take(
            site,
            sender,
            1,
            () -> bodies.read(report, UmamiRequest.class).report(sender.origin()).stream().toList())
        .getFirst();
  }
}
