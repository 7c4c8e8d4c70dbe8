package dev.tidings.gateway.connection;

import dev.tidings.gateway.connection.Handshake.Admitted;
import dev.tidings.gateway.connection.Handshake.Credentials;
import dev.tidings.gateway.connection.Sockets.Upgraded;
import dev.tidings.gateway.http.ProblemWriter;
import dev.tidings.gateway.limit.ClientAddress;
import dev.tidings.gateway.limit.ConnectRate;
import dev.tidings.gateway.limit.ConnectionSlots;
import dev.tidings.gateway.limit.ConnectionSlots.Slot;
import dev.tidings.gateway.outbound.Lanes;
import dev.tidings.gateway.outbound.SocketWriter;
import dev.tidings.gateway.ticket.TicketOffice;
import dev.tidings.gateway.token.TokenVerifier;
import dev.tidings.gateway.token.VerifiedToken;
import dev.tidings.platform.problem.CommonProblem;
import dev.tidings.platform.problem.ProblemException;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.quarkus.websockets.next.runtime.config.WebSocketsServerRuntimeConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
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
 * on to the endpoint, with the verified token and a place among the connections.
 */
@Singleton
public final class SocketGuard implements HttpUpgradeCheck {

  private static final Logger LOG = Logger.getLogger(SocketGuard.class);
  private static final int BEFORE_THE_ENDPOINT = -1;
  private static final int UNAUTHORIZED = 401;

  private final OriginPolicy origins;
  private final ConnectRate rate;
  private final ConnectionSlots slots;
  private final TokenVerifier tokens;
  private final TicketOffice office;
  private final ProblemWriter problems;
  private final Lanes lanes;
  private final int maxMessageBytes;

  SocketGuard(
      OriginPolicy origins,
      ConnectRate rate,
      ConnectionSlots slots,
      TokenVerifier tokens,
      TicketOffice office,
      ProblemWriter problems,
      Lanes lanes,
      WebSocketsServerRuntimeConfig framework) {
    this.origins = origins;
    this.rate = rate;
    this.slots = slots;
    this.tokens = tokens;
    this.office = office;
    this.problems = problems;
    this.lanes = lanes;
    this.maxMessageBytes =
        framework.maxMessageSize().orElse(HttpServerOptions.DEFAULT_MAX_WEBSOCKET_MESSAGE_SIZE);
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
      try {
        rate.admit(Handshake.resumes(request.query()));
        examine(ctx, hold(request));
      } catch (ProblemException e) {
        problems.end(ctx.response(), e);
      }
    }
  }

  /** Takes a place, which the end of the channel gives back, whatever happens until then. */
  private Slot hold(HttpServerRequest request) {
    var channel = channel(request);
    Slot slot = slots.take(ClientAddress.of(request));
    Slot earlier = channel.attr(Handshake.SLOT).getAndSet(slot);
    if (earlier != null) {
      earlier.release();
    } else {
      channel
          .closeFuture()
          .addListener(closed -> channel.attr(Handshake.SLOT).getAndSet(null).release());
    }
    return slot;
  }

  private void examine(RoutingContext ctx, Slot slot) {
    switch (Handshake.credentials(ctx.request())) {
      case Credentials.Token(String raw) ->
          decide(ctx, slot, ctx.vertx().executeBlocking(() -> tokens.verify(raw), false));
      case Credentials.Ticket(String raw) -> decide(ctx, slot, redeem(ctx.vertx(), raw));
      case Credentials.Later later -> {
        try {
          slot.anonymous();
          admit(ctx, new Admitted(null, slot));
        } catch (ProblemException e) {
          refuse(ctx, slot, e);
        }
      }
    }
  }

  /** On a virtual thread, because it waits for Kafka; the few workers have other things to do. */
  private Future<VerifiedToken> redeem(Vertx vertx, String ticket) {
    Promise<VerifiedToken> verified = Promise.promise();
    var context = vertx.getOrCreateContext();
    Thread.ofVirtual()
        .name("ticket")
        .start(
            () -> {
              try {
                VerifiedToken token = tokens.verify(office.redeem(ticket));
                context.runOnContext(nothing -> verified.complete(token));
              } catch (RuntimeException e) {
                context.runOnContext(nothing -> verified.fail(e));
              }
            });
    return verified.future();
  }

  private void decide(RoutingContext ctx, Slot slot, Future<VerifiedToken> verified) {
    verified
        .onSuccess(
            token -> {
              try {
                slot.identify(token.user());
                admit(ctx, new Admitted(token, slot));
              } catch (ProblemException e) {
                refuse(ctx, slot, e);
              }
            })
        .onFailure(failure -> refuse(ctx, slot, failure));
  }

  private static void admit(RoutingContext ctx, Admitted admitted) {
    channel(ctx.request()).attr(Handshake.ADMITTED).set(admitted);
    ctx.next();
  }

  /** Hands what the guard has found to the connection; nobody comes here unexamined. */
  @Override
  public Uni<CheckResult> perform(HttpUpgradeContext handshake) {
    var channel = channel(handshake.httpRequest());
    Admitted admitted = channel.attr(Handshake.ADMITTED).getAndSet(null);
    if (admitted == null) {
      return CheckResult.rejectUpgrade(UNAUTHORIZED);
    }
    HttpServerRequest request = handshake.httpRequest();
    var writer =
        new SocketWriter(channel, lanes.of(channel.eventLoop()), Handshake.wantsBatches(request));
    var socket = new SocketHandler(writer, maxMessageBytes);
    ChannelTakeover.prepare(channel, socket);
    handshake
        .userData()
        .put(
            SocketEndpoint.UPGRADED,
            new Upgraded(channel, socket, admitted, Handshake.resumes(request.query())));
    return CheckResult.permitUpgrade();
  }

  private static io.netty.channel.Channel channel(HttpServerRequest request) {
    return ((HttpServerConnection) request.connection()).channel();
  }

  private void refuse(RoutingContext ctx, Slot slot, Throwable failure) {
    slot.release();
    if (failure instanceof ProblemException problem) {
      problems.end(ctx.response(), problem);
    } else {
      LOG.error("A token could not be verified", failure);
      problems.end(ctx.response(), CommonProblem.INTERNAL, "The token could not be verified.");
    }
  }
}
