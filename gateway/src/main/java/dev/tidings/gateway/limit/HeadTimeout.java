package dev.tidings.gateway.limit;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.EventExecutor;
import io.quarkus.scheduler.Scheduled;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.impl.VertxHandler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import org.jboss.logging.Logger;

/**
 * Cuts whoever takes too long over a request's line and headers. The server's own time-out is for
 * connections that are silent, and one byte now and then keeps them from being that. A look at all
 * connections each second, rather than a timer for each; whoever is seen for the first time gets a
 * stop-watch, which starts with the first byte of a head and stops with its end.
 */
@Singleton
public final class HeadTimeout {

  private static final Logger LOG = Logger.getLogger(HeadTimeout.class);
  private static final String NAME = "tidings-head";
  private static final int BEFORE_EVERYTHING = -2_000;

  private final Vertx vertx;
  private final long limitNanos;

  HeadTimeout(Vertx vertx, LimitsConfig limits) {
    this.vertx = vertx;
    this.limitNanos = limits.headTimeout().toNanos();
  }

  void register(@Observes Router router) {
    router.route().order(BEFORE_EVERYTHING).handler(HeadTimeout::headIsThere);
  }

  /** Until the answer is out, what comes is the request's body. */
  private static void headIsThere(RoutingContext ctx) {
    if (ctx.request().version() != HttpVersion.HTTP_2
        && ctx.request().connection() instanceof HttpServerConnection connection) {
      StopWatch watch = watch(connection.channel().pipeline());
      watch.answering = true;
      watch.began = 0;
      ctx.addEndHandler(ended -> watch.answering = false);
    }
    ctx.next();
  }

  @Scheduled(identity = "head-timeout", every = "1s")
  void sweep() {
    for (EventExecutor loop : ((VertxInternal) vertx).getEventLoopGroup()) {
      if (loop instanceof SingleThreadEventLoop eventLoop) {
        eventLoop.execute(() -> look(eventLoop));
      }
    }
  }

  private void look(SingleThreadEventLoop loop) {
    var requesting = new ArrayList<Channel>();
    loop.registeredChannelsIterator()
        .forEachRemaining(
            channel -> {
              if (isRequesting(channel)) {
                requesting.add(channel);
              }
            });
    long now = System.nanoTime();
    requesting.forEach(channel -> look(channel, now));
  }

  /** Whether a client's requests come by the channel: no socket, and nothing of our own. */
  private static boolean isRequesting(Channel channel) {
    return channel.parent() != null
        && channel.pipeline().get(VertxHandler.class) != null
        && channel.pipeline().get(Http2ConnectionHandler.class) == null;
  }

  private void look(Channel channel, long now) {
    StopWatch watch = watch(channel.pipeline());
    if (watch.began != 0 && now - watch.began > limitNanos) {
      LOG.debug("A client took too long to say what it wants");
      channel.close();
    }
  }

  private static StopWatch watch(ChannelPipeline pipeline) {
    if (pipeline.get(NAME) instanceof StopWatch known) {
      return known;
    }
    var watch = new StopWatch();
    ChannelHandlerContext tls = pipeline.context(SslHandler.class);
    if (tls == null) {
      pipeline.addFirst(NAME, watch);
    } else {
      pipeline.addAfter(tls.name(), NAME, watch);
    }
    return watch;
  }

  /** When the head began that has not ended; on the channel's event loop. */
  private static final class StopWatch extends ChannelInboundHandlerAdapter {

    private long began;
    private boolean answering;

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object bytes) {
      if (began == 0 && !answering) {
        began = System.nanoTime();
      }
      ctx.fireChannelRead(bytes);
    }
  }
}
