package dev.tidings.gateway.drain;

import dev.tidings.gateway.http.ProblemWriter;
import dev.tidings.platform.problem.CommonProblem;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands before everything that is asked over HTTP. Once closed it refuses new long-lived
 * connections; other requests are served on, and their HTTP connections are given up after the
 * answer. Counts the requests that are under way: Quarkus's own count has a WebSocket's handshake
 * in it for ever.
 */
@Singleton
final class DrainGate {

  private static final int BEFORE_EVERYTHING = -1_000;
  private static final String RETRY_AFTER_SECONDS = "1";
  private static final Set<String> LONG_LIVED = Set.of("/ws", "/api/realtime/stream");

  private final ProblemWriter problems;
  private final AtomicInteger underWay = new AtomicInteger();
  private volatile boolean closed;

  DrainGate(ProblemWriter problems) {
    this.problems = problems;
  }

  void register(@Observes Router router) {
    router.route().order(BEFORE_EVERYTHING).handler(this::pass);
  }

  /** Lets no new long-lived connection in from now on. */
  void close() {
    closed = true;
  }

  boolean isClosed() {
    return closed;
  }

  /** How many requests are not answered yet, long-lived connections aside. */
  int underWay() {
    return underWay.get();
  }

  private void pass(RoutingContext ctx) {
    if (LONG_LIVED.contains(ctx.normalizedPath())) {
      admit(ctx);
      return;
    }
    if (closed && ctx.request().version() != HttpVersion.HTTP_2) {
      ctx.response().putHeader("Connection", "close");
    }
    underWay.incrementAndGet();
    ctx.addEndHandler(ended -> underWay.decrementAndGet());
    ctx.next();
  }

  private void admit(RoutingContext ctx) {
    if (closed) {
      ctx.response().putHeader("Retry-After", RETRY_AFTER_SECONDS);
      problems.end(
          ctx.response(), CommonProblem.UNAVAILABLE, "This gateway is stopping; connect again.");
    } else {
      ctx.next();
    }
  }
}
