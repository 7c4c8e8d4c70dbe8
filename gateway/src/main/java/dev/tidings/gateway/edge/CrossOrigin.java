package dev.tidings.gateway.edge;

import dev.tidings.gateway.connection.OriginPolicy;
import dev.tidings.gateway.http.ProblemWriter;
import dev.tidings.platform.problem.CommonProblem;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/**
 * Lets pages of the allowed origins call the API: the same origins that may open a socket ({@code
 * tidings.gateway.allowed-origins}). Credentials are never cookies, so browsers are not told to
 * send any, and a page that isn't allowed can do nothing in its visitor's name.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">Fetch, CORS protocol</a>
 */
@Singleton
final class CrossOrigin {

  private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";
  private static final String EXPOSED =
      "Accept-Ranges, Content-Disposition, Content-Range, ETag, Idempotency-Replayed, Location,"
          + " Retry-After, Tus-Resumable, Upload-Length, Upload-Offset, X-Request-Id";
  private static final String MAX_AGE_SECONDS = "600";
  private static final int NO_CONTENT = 204;

  private final OriginPolicy origins;
  private final ProblemWriter problems;

  CrossOrigin(OriginPolicy origins, ProblemWriter problems) {
    this.origins = origins;
    this.problems = problems;
  }

  /** Adds what the page's browser has to know; whether the request is answered by that. */
  boolean answers(RoutingContext ctx) {
    HttpServerRequest request = ctx.request();
    HttpServerResponse response = ctx.response();
    String origin = request.getHeader("Origin");
    if (origin == null) {
      return false;
    }
    boolean allowed = origins.isAllowed(origin);
    if (allowed) {
      ctx.addHeadersEndHandler(
          nothing ->
              response
                  .putHeader("Access-Control-Allow-Origin", origin)
                  .putHeader("Access-Control-Expose-Headers", EXPOSED)
                  .headers()
                  .add("Vary", "Origin"));
    }
    if (request.method() != HttpMethod.OPTIONS
        || request.getHeader("Access-Control-Request-Method") == null) {
      return false;
    }
    if (allowed) {
      preflight(request, response);
    } else {
      problems.end(response, CommonProblem.FORBIDDEN, "Pages of this origin may not call.");
    }
    return true;
  }

  /** Which headers a client sends is its own business; the token decides what it may. */
  private static void preflight(HttpServerRequest request, HttpServerResponse response) {
    String headers = request.getHeader("Access-Control-Request-Headers");
    response
        .setStatusCode(NO_CONTENT)
        .putHeader("Access-Control-Allow-Methods", METHODS)
        .putHeader("Access-Control-Max-Age", MAX_AGE_SECONDS);
    if (headers != null) {
      response.putHeader("Access-Control-Allow-Headers", headers);
    }
    response.end();
  }
}
