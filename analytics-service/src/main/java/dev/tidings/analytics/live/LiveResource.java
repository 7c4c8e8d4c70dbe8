package dev.tidings.analytics.live;

import dev.tidings.analytics.site.Sites;
import dev.tidings.platform.identity.Identity;
import dev.tidings.platform.problem.ProblemException;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Live numbers, to start a display from. */
@Path("/api/analytics/live")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@RunOnVirtualThread
@Tag(name = "Live")
public class LiveResource {

  private final LiveSnapshots snapshots;
  private final Sites sites;
  private final Identity identity;

  LiveResource(LiveSnapshots snapshots, Sites sites, Identity identity) {
    this.snapshots = snapshots;
    this.sites = sites;
    this.identity = identity;
  }

  /**
   * The site's live numbers.
   *
   * @throws ProblemException {@code unknown-site} if the caller's workspace has no such site
   */
  @GET
  @Operation(
      summary = "The last hour in 5-second buckets, and the day's totals",
      description =
          "METRICS_UPDATE events on the channel dashboard:live continue it: one replaces the bucket"
              + " with the same 'at' or is a new one.")
  @APIResponse(responseCode = "200", description = "The numbers")
  @APIResponse(responseCode = "404", description = "unknown-site: none of the caller's workspace")
  public LiveSnapshotView live(
      @Parameter(description = "The site's key", example = "default") @QueryParam("site")
          String site) {
    if (site == null || site.isBlank()) {
      throw ProblemException.invalid("?site", "says the site's key");
    }
    return snapshots.of(sites.get(site, identity.currentUser().workspace()));
  }
}
