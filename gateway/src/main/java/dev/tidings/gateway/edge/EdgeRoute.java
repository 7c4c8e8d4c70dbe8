package dev.tidings.gateway.edge;

import dev.tidings.gateway.http.ProblemWriter;
import dev.tidings.gateway.token.TokenVerifier;
import dev.tidings.platform.problem.CommonProblem;
import dev.tidings.platform.problem.ProblemException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;
import org.jboss.logging.Logger;

/** {@code /api/**}, {@code /realtime/**}, and the paths of the Measurement Protocol. */
@Singleton
public final class EdgeRoute {

  private static final Logger LOG = Logger.getLogger(EdgeRoute.class);
  private static final String BEARER = "bearer ";

  private final EdgeRoutes routes;
  private final TokenVerifier tokens;
  private final ServiceProxy proxy;
  private final CrossOrigin crossOrigin;
  private final ProblemWriter problems;

  EdgeRoute(
      EdgeRoutes routes,
      TokenVerifier tokens,
      ServiceProxy proxy,
      CrossOrigin crossOrigin,
      ProblemWriter problems) {
    this.routes = routes;
    this.tokens = tokens;
    this.proxy = proxy;
    this.crossOrigin = crossOrigin;
    this.problems = problems;
  }

  void register(@Observes Router router) {
    router.route("/api/*").handler(this::handle);
    router.route("/realtime/*").handler(this::handle);
    router.route("/mp/*").handler(this::handle);
    router.route("/debug/mp/*").handler(this::handle);
  }

  private void handle(RoutingContext ctx) {
    String path = ctx.request().path();
    if (!SafePath.is(path)) {
      problems.end(ctx.response(), CommonProblem.BAD_REQUEST, "The path is not a plain one.");
      return;
    }
    if (!routes.isPublic(path) && crossOrigin.answers(ctx)) {
      return;
    }
    if (routes.isOwn(path)) {
      ctx.next();
      return;
    }
    Optional<URI> service = routes.service(path);
    if (service.isEmpty()) {
      problems.end(ctx.response(), CommonProblem.NOT_FOUND, "Nothing is served here.");
    } else if (routes.isPublic(path)) {
      proxy.forward(ctx.request(), service.get());
    } else {
      verified(ctx, service.get());
    }
  }

  /** The body waits while the token is verified on a worker: verifying may fetch keys. */
  private void verified(RoutingContext ctx, URI service) {
    ctx.request().pause();
    String header = ctx.request().getHeader("Authorization");
    String token =
        header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
            ? header.substring(BEARER.length()).strip()
            : null;
    ctx.vertx()
        .executeBlocking(() -> tokens.verify(token), false)
        .onSuccess(verified -> proxy.forward(ctx.request(), service, verified.user()))
        .onFailure(failure -> refuse(ctx, failure));
  }

  private void refuse(RoutingContext ctx, Throwable failure) {
    ctx.request().resume();
    if (failure instanceof ProblemException problem) {
      problems.end(ctx.response(), problem);
    } else {
      LOG.error("A token could not be verified", failure);
      problems.end(ctx.response(), CommonProblem.INTERNAL, "The token could not be verified.");
    }
  }
}
