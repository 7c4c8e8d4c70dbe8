package dev.tidings.gateway.sse;

import dev.tidings.gateway.command.FrameRouter;
import dev.tidings.gateway.connection.Connection;
import dev.tidings.gateway.connection.ConnectionOpener;
import dev.tidings.gateway.connection.Connections;
import dev.tidings.gateway.outbound.Lanes;
import dev.tidings.gateway.protocol.ClientFrame;
import dev.tidings.gateway.recovery.ResumeGrace;
import dev.tidings.gateway.session.Session;
import dev.tidings.gateway.session.Transport;
import dev.tidings.gateway.token.VerifiedToken;
import dev.tidings.platform.event.Channel;
import io.netty.channel.EventLoop;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Makes a session of a request that may have a stream. */
@Singleton
final class StreamOpener {

  private final ConnectionOpener opener;
  private final Connections connections;
  private final FrameRouter router;
  private final ResumeGrace grace;
  private final Lanes lanes;
  private final StreamConfig config;
  private final Clock clock;

  StreamOpener(
      ConnectionOpener opener,
      Connections connections,
      FrameRouter router,
      ResumeGrace grace,
      Lanes lanes,
      StreamConfig config,
      Clock clock) {
    this.opener = opener;
    this.connections = connections;
    this.router = router;
    this.grace = grace;
    this.lanes = lanes;
    this.config = config;
    this.clock = clock;
  }

  /** Begins the stream; on the connection's event loop. */
  void open(HttpServerRequest request, EventLoop loop, VerifiedToken token, StreamWish wanted) {
    HttpServerResponse response = request.response();
    if (response.closed()) {
      return;
    }
    head(request, response);
    response.write(EventStream.retry(retryMillis()));
    var writer =
        new StreamWriter(
            response, lanes.of(loop), new StreamId(wanted.from(), config.maxIdLength()));
    Connection connection =
        opener.open(
            writer, token, Transport.SSE, true, session -> subscribe(session, writer, wanted));
    Session session = connection.session();
    writer.onTaken(() -> connection.heard(clock.millis()));
    response.endHandler(ended -> connections.closed(session, writer.reason()));
    response.closeHandler(closed -> connections.closed(session, writer.reason()));
    response.exceptionHandler(failure -> connections.closed(session, writer.reason()));
  }

  private static void head(HttpServerRequest request, HttpServerResponse response) {
    response
        .setStatusCode(200)
        .putHeader("Content-Type", "text/event-stream")
        // Proxies are to hand on each event at once, as it is.
        .putHeader("Cache-Control", "no-cache, no-transform")
        .putHeader("X-Accel-Buffering", "no")
        .putHeader("X-Content-Type-Options", "nosniff");
    if (request.version() == HttpVersion.HTTP_1_1) {
      response.setChunked(true);
    }
    String origin = request.getHeader("Origin");
    if (origin != null) {
      response.putHeader("Access-Control-Allow-Origin", origin).putHeader("Vary", "Origin");
    }
  }

  private long retryMillis() {
    long least = config.retry().toMillis();
    return ThreadLocalRandom.current().nextLong(least, 3 * least + 1);
  }

  /**
   * What a socket's client would ask for by itself: its own channels where they were, if it was
   * anywhere, then those that it wants.
   */
  private void subscribe(Session session, StreamWriter writer, StreamWish wanted) {
    Set<Channel> channels = new LinkedHashSet<>();
    if (!(wanted.from() instanceof ResumePoint.Beginning)) {
      channels.addAll(session.channels());
    }
    channels.addAll(wanted.channels());
    channels.forEach(writer::resuming);
    for (Channel channel : channels) {
      router.execute(
          session, new ClientFrame.Subscribe(channel.value(), channel, wanted.from().of(channel)));
    }
    grace.end(session);
  }
}
