package dev.tidings.gateway.edge;

import dev.tidings.gateway.http.ProblemWriter;
import dev.tidings.platform.problem.CommonProblem;
import io.quarkus.vertx.http.runtime.RouteConstants;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;

/**
 * Lets only the contents of attachments be as large as the server takes; they are streamed. Bodies
 * of other requests get a bound of their own below that.
 */
@Singleton
final class BodyLimits {

  private static final long MAX_OTHER = 10L << 20;

  private static final Pattern CONTENT = Pattern.compile("/api/chat/attachments/[^/]+/content");

  private final ProblemWriter problems;

  BodyLimits(ProblemWriter problems) {
    this.problems = problems;
  }

  void register(@Observes Router router) {
    router.route().order(RouteConstants.ROUTE_ORDER_UPLOAD_LIMIT + 1).handler(this::bound);
  }

  private void bound(RoutingContext ctx) {
    HttpServerRequest request = ctx.request();
    String length = request.getHeader("Content-Length");
    if (CONTENT.matcher(request.path()).matches()) {
      ctx.next();
    } else if (length == null) {
      ctx.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, MAX_OTHER);
      ctx.next();
    } else if (Long.parseLong(length) <= MAX_OTHER) {
      ctx.next();
    } else {
      request.endHandler(end -> refuse(ctx.response())).resume();
    }
  }

  /**
   * After the body, which nobody keeps: a client that is still sending would not read the answer.
   */
  private void refuse(HttpServerResponse response) {
    problems.end(
        response,
        CommonProblem.PAYLOAD_TOO_LARGE,
        "A body has at most " + MAX_OTHER + " bytes here.");
  }
}
