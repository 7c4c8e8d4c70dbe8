package dev.tidings.gateway.sse;

import dev.tidings.gateway.command.ChannelAccess;
import dev.tidings.gateway.connection.OriginPolicy;
import dev.tidings.gateway.http.ProblemWriter;
import dev.tidings.gateway.limit.ClientAddress;
import dev.tidings.gateway.limit.ConnectRate;
import dev.tidings.gateway.limit.ConnectionSlots;
import dev.tidings.gateway.limit.ConnectionSlots.Slot;
import dev.tidings.gateway.ticket.TicketOffice;
import dev.tidings.gateway.token.RequestToken;
import dev.tidings.gateway.token.TokenVerifier;
import dev.tidings.gateway.token.VerifiedToken;
import dev.tidings.platform.problem.CommonProblem;
import dev.tidings.platform.problem.ProblemException;
import io.netty.channel.EventLoop;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/**
 * {@code GET /api/realtime/stream}. Whoever may not have a stream is answered with problem details
 * before it begins; from then on everything is told by frames.
 */
@Singleton
public final class StreamEndpoint {

  private static final Logger LOG = Logger.getLogger(StreamEndpoint.class);
  private static final String PATH = "/api/realtime/stream";
  private static final int BEFORE_THE_EDGE = -1;
  private static final int NO_CONTENT = 204;

  private final OriginPolicy origins;
  private final ConnectRate rate;
  private final ConnectionSlots slots;
  private final TokenVerifier tokens;
  private final TicketOffice office;
  private final ChannelAccess access;
  private final StreamOpener opener;
  private final ProblemWriter problems;

  StreamEndpoint(
      OriginPolicy origins,
      ConnectRate rate,
      ConnectionSlots slots,
      TokenVerifier tokens,
      TicketOffice office,
      ChannelAccess access,
      StreamOpener opener,
      ProblemWriter problems) {
    this.origins = origins;
    this.rate = rate;
    this.slots = slots;
    this.tokens = tokens;
    this.office = office;
    this.access = access;
    this.opener = opener;
    this.problems = problems;
  }

  void register(@Observes Router router) {
    router.get(PATH).order(BEFORE_THE_EDGE).handler(this::handle);
  }

  private void handle(RoutingContext ctx) {
    HttpServerRequest request = ctx.request();
    String lastEventId = lastEventId(request);
    if (!origins.allows(request)) {
      problems.end(
          ctx.response(), CommonProblem.FORBIDDEN, "Pages of this origin may not connect.");
    } else if (request.version() == HttpVersion.HTTP_1_0) {
      problems.end(ctx.response(), CommonProblem.BAD_REQUEST, "A stream needs HTTP/1.1 or newer.");
    } else if (StreamId.FINAL.equals(lastEventId)) {
      // Nothing else makes a browser stop connecting again.
      ctx.response().setStatusCode(NO_CONTENT).end();
    } else {
      examine(ctx, lastEventId);
    }
  }

  /** The header, which browsers send by themselves, or the parameter, for those who can't. */
  private static String lastEventId(HttpServerRequest request) {
    String header = request.getHeader("Last-Event-ID");
    return header != null ? header : request.getParam("lastEventId");
  }

  private void examine(RoutingContext ctx, String lastEventId) {
    try {
      StreamWish wanted = StreamWish.of(ctx.queryParams(), lastEventId);
      rate.admit(lastEventId != null);
      Slot slot = hold(ctx);
      HttpServerRequest request = ctx.request();
      String token = RequestToken.of(request);
      String ticket = request.getParam("ticket");
      EventLoop loop = ((HttpServerConnection) request.connection()).channel().eventLoop();
      Thread.ofVirtual()
          .name("stream-examination")
          .start(
              () -> {
                try {
                  VerifiedToken verified = examine(wanted, token, ticket);
                  slot.identify(verified.user());
                  loop.execute(() -> opener.open(request, loop, verified, wanted));
                } catch (RuntimeException e) {
                  loop.execute(() -> refuse(ctx, e));
                }
              });
    } catch (ProblemException e) {
      problems.end(ctx.response(), e);
    }
  }

  /** Takes a place, which the end of the answer gives back, whatever happens until then. */
  private Slot hold(RoutingContext ctx) {
    Slot slot = slots.take(ClientAddress.of(ctx.request()));
    ctx.addEndHandler(ended -> slot.release());
    return slot;
  }

  private VerifiedToken examine(StreamWish wanted, String token, String ticket) {
    VerifiedToken verified =
        tokens.verify(token == null && ticket != null ? office.redeem(ticket) : token);
    if (!wanted.channels().isEmpty() && !access.maySubscribeToAny(verified, wanted.channels())) {
      throw ProblemException.notFound("channel");
    }
    return verified;
  }

  private void refuse(RoutingContext ctx, RuntimeException failure) {
    if (failure instanceof ProblemException problem) {
      problems.end(ctx.response(), problem);
    } else {
      LOG.error("A stream could not be opened", failure);
      problems.end(ctx.response(), CommonProblem.INTERNAL, "The stream could not be opened.");
    }
  }
}
