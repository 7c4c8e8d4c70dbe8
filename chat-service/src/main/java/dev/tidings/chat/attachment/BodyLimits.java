package dev.tidings.chat.attachment;

import dev.tidings.platform.event.EventIds;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.problem.CommonProblem;
import dev.tidings.platform.problem.Problem;
import io.quarkus.vertx.http.runtime.RouteConstants;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Lets only contents be large: bodies of other requests are read into memory, so they get a bound
 * of their own below that of the server.
 */
@Singleton
class BodyLimits {

  private static final long MAX_OTHER = 1L << 20;

  private static final Pattern CONTENT = Pattern.compile("/api/chat/attachments/[^/]+/content");

  private final EventIds ids;

  BodyLimits(EventIds ids) {
    this.ids = ids;
  }

  void register(@Observes Router router) {
    router.route().order(RouteConstants.ROUTE_ORDER_UPLOAD_LIMIT + 1).handler(this::bound);
  }

  private void bound(RoutingContext ctx) {
    HttpServerRequest request = ctx.request();
    if (CONTENT.matcher(request.path()).matches()) {
      ctx.next();
      return;
    }
    String length = request.getHeader("Content-Length");
    if (length == null) {
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
    response
        .setStatusCode(CommonProblem.PAYLOAD_TOO_LARGE.status())
        .putHeader("Content-Type", Problem.MEDIA_TYPE)
        .end(Buffer.buffer(Json.bytes(tooLarge())));
  }

  private Problem tooLarge() {
    return Problem.of(
        CommonProblem.PAYLOAD_TOO_LARGE,
        "A body has at most " + MAX_OTHER + " bytes here.",
        ids.next(),
        List.of());
  }
}
