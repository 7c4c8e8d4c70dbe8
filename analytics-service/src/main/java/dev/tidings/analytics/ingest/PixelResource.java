package dev.tidings.analytics.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tidings.analytics.hit.PageView;
import dev.tidings.analytics.site.Site;
import dev.tidings.platform.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Page views of visitors whose browsers run no scripts: an image that is seen by nobody. */
@Path("/api/analytics/pixel.gif")
@Produces("image/gif")
@RunOnVirtualThread
@Tag(name = "Ingest")
public class PixelResource {

  /** One transparent pixel, in as few bytes as the format needs. */
  private static final byte[] PIXEL =
      Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

  private static final int MAX_TITLE = 500;

  private static final Pattern ORIGIN = Pattern.compile("(https?://[^/?#\\s]+).*");

  private final Ingest ingest;
  private final HitBody bodies;

  PixelResource(Ingest ingest, HitBody bodies) {
    this.ingest = ingest;
    this.bodies = bodies;
  }

  /** Counts a page view. Images are asked for without an origin; the referrer stands in for it. */
  @GET
  @Operation(
      summary = "Count a page view by an image",
      description =
          "For <noscript>: <img src=\".../api/analytics/pixel.gif?site=KEY\" alt=\"\">. The page is"
              + " the one that shows the image, unless 'url' says another.")
  @APIResponse(responseCode = "200", description = "A transparent pixel")
  @APIResponse(responseCode = "400", description = "validation-failed")
  @APIResponse(responseCode = "403", description = "origin-not-allowed")
  @APIResponse(responseCode = "404", description = "unknown-site")
  @APIResponse(responseCode = "429", description = "rate-limited")
  public Response pixel(
      @Parameter(description = "The site's key", example = "default") @QueryParam("site")
          String key,
      @Parameter(description = "The page's address") @QueryParam("url") String url,
      @Parameter(description = "Where the visitor came from") @QueryParam("referrer")
          String referrer,
      @Parameter(description = "The page's title") @QueryParam("title") String title,
      @Context HttpServerRequest request)
      throws JsonProcessingException {
    Site site = bodies.site(key);
    if (site == null) {
      throw ProblemException.invalid("?site", "says the site's key");
    }
    String shownOn = request.getHeader("Referer");
    ingest.take(
        site,
        sender(request, shownOn),
        1,
        () -> List.of(report(url == null ? shownOn : url, referrer, title)));
    return Response.ok(PIXEL)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .header("Cross-Origin-Resource-Policy", "cross-origin")
        .build();
  }

  private static Sender sender(HttpServerRequest request, String shownOn) {
    Sender sender = Sender.of(request);
    if (sender.origin() != null || shownOn == null) {
      return sender;
    }
    Matcher origin = ORIGIN.matcher(shownOn);
    return sender.at(origin.matches() ? origin.group(1) : shownOn);
  }

  private static Report report(String address, String referrer, String title) {
    if (address == null) {
      throw ProblemException.invalid("?url", "says the page's address, as no Referer does");
    }
    requireText(address, "?url");
    requireText(referrer == null ? "" : referrer, "?referrer");
    if (title != null) {
      requireText(title, "?title");
      if (title.length() > MAX_TITLE) {
        throw ProblemException.invalid("?title", "has at most " + MAX_TITLE + " characters");
      }
    }
    return Report.of(
        new PageView(title, "{}"),
        Pages.page(address, "?url"),
        address,
        Pages.absolute(referrer),
        null,
        null);
  }

  private static void requireText(String text, String pointer) {
    if (!HitBody.isText(text)) {
      throw ProblemException.invalid(pointer, "has characters that are none");
    }
  }
}
