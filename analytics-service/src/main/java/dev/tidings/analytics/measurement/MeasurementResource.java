package dev.tidings.analytics.measurement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.analytics.ingest.HitBody;
import dev.tidings.analytics.ingest.Ingest;
import dev.tidings.analytics.ingest.Report;
import dev.tidings.analytics.ingest.Sender;
import dev.tidings.analytics.site.Site;
import dev.tidings.analytics.site.Sites;
import dev.tidings.platform.problem.Problem.FieldError;
import dev.tidings.platform.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Hits by Google's Measurement Protocol: its paths, its payload, its answers. */
@Path("/")
@Consumes({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Ingest")
public class MeasurementResource {

  private static final int MAX_BYTES = 130 * 1024;

  private final Ingest ingest;
  private final HitBody bodies;
  private final Sites sites;
  private final Clock clock;

  MeasurementResource(Ingest ingest, HitBody bodies, Sites sites, Clock clock) {
    this.ingest = ingest;
    this.bodies = bodies;
    this.sites = sites;
    this.clock = clock;
  }

  /**
   * Counts what a server reports. Unlike Google, it says so if it does not: with a wrong secret or
   * payload.
   */
  @POST
  @Path("mp/collect")
  @Operation(
      summary = "Count what a server reports by the Measurement Protocol",
      description =
          "client_id tells visitors apart within a day. Events may be as old as the beginning of the"
              + " day before (UTC).")
  @APIResponse(responseCode = "204", description = "The hits are safe and will be counted")
  @APIResponse(responseCode = "400", description = "validation-failed; see /debug/mp/collect")
  @APIResponse(responseCode = "403", description = "wrong-secret")
  @APIResponse(responseCode = "404", description = "unknown-site")
  @APIResponse(responseCode = "429", description = "rate-limited")
  public Response collect(
      @Parameter(description = "What the site is called") @QueryParam("measurement_id")
          String measurementId,
      @Parameter(description = "A secret of the site") @QueryParam("api_secret") String secret,
      byte[] body,
      @Context HttpServerRequest request)
      throws JsonProcessingException {
    JsonNode payload = bodies.tree(body, MAX_BYTES);
    Site site = sites.getByMeasurementId(measurementId);
    site.requireSecret(secret);
    ingest.take(
        site,
        Sender.of(request).asServer(),
        Math.max(1, payload.path("events").size()),
        () -> reports(site, payload));
    return Response.noContent().build();
  }

  /** Says what is wrong with a payload, and counts nothing. */
  @POST
  @Path("debug/mp/collect")
  @Operation(
      summary = "Say what is wrong with a payload of the Measurement Protocol",
      description = "Nothing is counted, and no secret is asked for.")
  @APIResponse(responseCode = "200", description = "What is wrong; nothing if the list is empty")
  @APIResponse(responseCode = "400", description = "malformed-json")
  public ValidationResponse validate(byte[] body) {
    return new ValidationResponse(Validation.of(bodies.tree(body, MAX_BYTES)));
  }

  private List<Report> reports(Site site, JsonNode payload) {
    List<ValidationMessage> messages = Validation.of(payload);
    if (!messages.isEmpty()) {
      throw ProblemException.invalid(
          messages.stream()
              .map(wrong -> new FieldError(wrong.fieldPath(), wrong.description()))
              .toList());
    }
    HitBody.text(payload, "");
    return new Payload(payload, site.home(), clock.instant()).reports();
  }
}
