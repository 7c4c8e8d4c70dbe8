package dev.tidings.analytics.ingest;

import dev.tidings.analytics.site.Sites;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Lets the pages of the sites' origins send hits and read the answer, without credentials. A
 * preflight does not say for which site it asks, so it is granted to the origins of any; the hit
 * itself is held to those of its own site.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">Fetch, CORS protocol</a>
 */
@Singleton
public final class SiteCors {

  private static final Set<String> PATHS =
      Set.of(
          "/api/analytics/pageview",
          "/api/analytics/event",
          "/api/analytics/hits",
          "/api/event",
          "/api/send",
          "/api/batch",
          "/mp/collect");
  private static final String ORIGIN = "Origin";
  private static final String MAX_AGE_SECONDS = "7200";

  private final Sites sites;

  SiteCors(Sites sites) {
    this.sites = sites;
  }

  /** Answers preflights; every other request goes on. */
  @ServerRequestFilter(preMatching = true)
  public Response preflight(ContainerRequestContext request) {
    boolean preflight =
        request.getMethod().equals(HttpMethod.OPTIONS)
            && isIngest(request)
            && request.getHeaderString("Access-Control-Request-Method") != null;
    if (!preflight) {
      return null;
    }
    if (!isGranted(request)) {
      return Response.status(Response.Status.FORBIDDEN).build();
    }
    return Response.noContent()
        .header("Access-Control-Allow-Methods", HttpMethod.POST)
        .header("Access-Control-Allow-Headers", "Content-Type, X-Umami-Cache")
        .header("Access-Control-Max-Age", MAX_AGE_SECONDS)
        .build();
  }

  /** Names the origin that may read the answer. */
  @ServerResponseFilter
  public void allow(ContainerRequestContext request, ContainerResponseContext response) {
    if (!isIngest(request)) {
      return;
    }
    response.getHeaders().add(HttpHeaders.VARY, ORIGIN);
    if (isGranted(request)) {
      response
          .getHeaders()
          .putSingle("Access-Control-Allow-Origin", request.getHeaderString(ORIGIN));
    }
  }

  private boolean isGranted(ContainerRequestContext request) {
    String origin = request.getHeaderString(ORIGIN);
    return origin != null && sites.covers(origin);
  }

  private static boolean isIngest(ContainerRequestContext request) {
    String path = request.getUriInfo().getPath();
    return PATHS.contains(path.startsWith("/") ? path : "/" + path);
  }
}
