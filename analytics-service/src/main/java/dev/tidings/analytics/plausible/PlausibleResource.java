package dev.tidings.analytics.plausible;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.analytics.ingest.HitBody;
import dev.tidings.analytics.ingest.Ingest;
import dev.tidings.analytics.ingest.Sender;
import dev.tidings.analytics.ingest.Taken;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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

  private static final int MAX_DOMAINS = 5;

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
      description =
          "Page views, events with properties and revenue, and engagements. X-Plausible-Dropped"
              + " says of how many domains the report is not counted.")
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
  @APIResponse(responseCode = "429", description = "rate-limited")
  @APIResponse(responseCode = "503", description = "unavailable: not kept, try again")
  public Response report(byte[] body, @Context HttpServerRequest request)
      throws JsonProcessingException {
    JsonNode tree = bodies.tree(body, HitBody.MAX_BYTES);
    Set<Site> sites = sites(tree.path(tree.has("d") ? "d" : "domain").textValue());
    if (sites.isEmpty()) {
      bodies.read(tree, PlausibleRequest.class); // which says what is missing
    }
    Sender sender = Sender.of(request);
    int dropped = 0;
    for (Site site : sites) {
      Taken taken =
          ingest
              .take(
                  site,
                  sender,
                  1,
                  () -> List.of(bodies.read(tree, PlausibleRequest.class).report()))
              .getFirst();
      dropped += taken instanceof Taken.Dropped ? 1 : 0;
    }
    var answer = Response.accepted("ok");
    return (dropped > 0 ? answer.header("X-Plausible-Dropped", dropped) : answer).build();
  }

  /** A page can count for several domains, as its own and as a part of all. */
  private Set<Site> sites(String domains) {
    var sites = new LinkedHashSet<Site>();
    if (domains != null) {
      for (String domain : domains.split(",", MAX_DOMAINS)) {
        Site site = bodies.site(domain.strip());
        if (site != null) {
          sites.add(site);
        }
      }
    }
    return sites;
  }
}
