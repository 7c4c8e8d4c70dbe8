package dev.tidings.gateway.connection;

import dev.tidings.gateway.http.ProblemWriter;
import dev.tidings.gateway.token.TokenVerifier;
import dev.tidings.gateway.token.VerifiedToken;
import dev.tidings.platform.problem.CommonProblem;
import dev.tidings.platform.problem.ProblemException;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/**
 * Stands before the handshake of {@code /ws}: whoever may not connect is answered with problem
 * details, which an upgrade check alone can't do, as its refusals have no body. Whoever may is let
 * on to the endpoint, with the verified token.
 */
@Singleton
public final class SocketGuard implements HttpUpgradeCheck {

  private static final Logger LOG = Logger.getLogger(SocketGuard.class);
  private static final int BEFORE_THE_ENDPOINT = -1;
  private static final int UNAUTHORIZED = 401;

  private final OriginPolicy origins;
  private final TokenVerifier tokens;
  private final ProblemWriter problems;

  SocketGuard(OriginPolicy origins, TokenVerifier tokens, ProblemWriter problems) {
    this.origins = origins;
    this.tokens = tokens;
    this.problems = problems;
  }

  void register(@Observes Router router) {
    router.get("/ws").order(BEFORE_THE_ENDPOINT).handler(this::examine);
  }

  private void examine(RoutingContext ctx) {
    HttpServerRequest request = ctx.request();
    if (!Handshake.isUpgrade(request)) {
      problems.end(
          ctx.response(), CommonProblem.BAD_REQUEST, "This address is for WebSockets only.");
    } else if (!origins.allows(request)) {
      problems.end(
          ctx.response(), CommonProblem.FORBIDDEN, "Pages of this origin may not connect.");
    } else {
      String token = Handshake.token(request);
      ctx.vertx()
          .executeBlocking(() -> tokens.verify(token), false)
          .onSuccess(verified -> admit(ctx, verified))
          .onFailure(failure -> refuse(ctx, failure));
    }
  }

  private static void admit(RoutingContext ctx, VerifiedToken token) {
    channel(ctx.request()).attr(Handshake.TOKEN).set(token);
    ctx.next();
  }

  /** Hands what the guard has found to the connection; nobody comes here unexamined. */
  @Override
  public Uni<CheckResult> perform(HttpUpgradeContext handshake) {
    var channel = channel(handshake.httpRequest());
    VerifiedToken token = channel.attr(Handshake.TOKEN).getAndSet(null);
    if (token == null) {
      return CheckResult.rejectUpgrade(UNAUTHORIZED);
    }
    handshake.userData().put(SocketEndpoint.TOKEN, token);
    handshake.userData().put(SocketEndpoint.CHANNEL, channel);
    handshake
        .userData()
        .put(SocketEndpoint.BATCHING, Handshake.wantsBatches(handshake.httpRequest()));
    return CheckResult.permitUpgrade();
  }

  private static io.netty.channel.Channel channel(HttpServerRequest request) {
    return ((HttpServerConnection) request.connection()).channel();
  }

  private void refuse(RoutingContext ctx, Throwable failure) {
    if (failure instanceof ProblemException problem) {
      problems.end(ctx.response(), problem.code(), problem.getMessage());
    } else {
      LOG.error("A token could not be verified", failure);
      problems.end(ctx.response(), CommonProblem.INTERNAL, "The token could not be verified.");
    }
  }
}
