package dev.tidings.gateway.connection;

import dev.tidings.gateway.command.FrameRouter;
import dev.tidings.gateway.connection.Handshake.Admitted;
import dev.tidings.gateway.limit.Traffic;
import dev.tidings.gateway.outbound.Lanes;
import dev.tidings.gateway.outbound.SocketWriter;
import dev.tidings.gateway.protocol.DisconnectCode;
import dev.tidings.gateway.session.Session;
import dev.tidings.gateway.session.Transport;
import dev.tidings.gateway.token.VerifiedToken;
import io.netty.channel.Channel;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.OnBinaryMessage;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnPongMessage;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import org.jboss.logging.Logger;

/**
 * The WebSocket at {@code /ws}, admitted by {@link SocketGuard}. Everything here runs on the
 * connection's event loop and returns at once.
 */
@WebSocket(path = "/ws")
public class SocketEndpoint {

  /** Who connects, from the handshake. */
  static final TypedKey<Admitted> ADMITTED = new TypedKey<>("admitted");

  /** The connection's Netty channel, which outgoing frames are written to. */
  static final TypedKey<Channel> CHANNEL = new TypedKey<>("channel");

  /** Whether the client wants everything that is due as one message. */
  static final TypedKey<Boolean> BATCHING = new TypedKey<>("batching");

  private static final TypedKey<UnauthenticatedSocket> UNAUTHENTICATED =
      new TypedKey<>("unauthenticated");
  private static final TypedKey<Connection> CONNECTION = new TypedKey<>("connection");
  private static final int LOST = 1006;
  private static final Logger LOG = Logger.getLogger(SocketEndpoint.class);

  private final ConnectionOpener opener;
  private final Connections connections;
  private final Lanes lanes;
  private final FrameRouter router;
  private final FirstFrame firstFrame;
  private final Clock clock;

  SocketEndpoint(
      ConnectionOpener opener,
      Connections connections,
      Lanes lanes,
      FrameRouter router,
      FirstFrame firstFrame,
      Clock clock) {
    this.opener = opener;
    this.connections = connections;
    this.lanes = lanes;
    this.router = router;
    this.firstFrame = firstFrame;
    this.clock = clock;
  }

  @OnOpen
  @NonBlocking
  void open(WebSocketConnection socket) {
    Channel channel = socket.userData().remove(CHANNEL);
    var writer =
        new SocketWriter(
            socket,
            channel,
            lanes.of(channel.eventLoop()),
            Boolean.TRUE.equals(socket.userData().remove(BATCHING)));
    Utf8Check.install(channel);
    Admitted admitted = socket.userData().remove(ADMITTED);
    if (admitted.token() != null) {
      begin(socket, writer, admitted.token());
    } else {
      socket
          .userData()
          .put(
              UNAUTHENTICATED,
              firstFrame.await(
                  channel, writer, admitted.slot(), token -> begin(socket, writer, token)));
    }
  }

  /** The session of a socket that has shown its token. */
  private Session begin(WebSocketConnection socket, SocketWriter writer, VerifiedToken token) {
    boolean resumes = Handshake.resumes(socket.handshakeRequest().query());
    Connection connection = opener.open(writer, token, Transport.WEBSOCKET, resumes, opened -> {});
    socket.userData().put(CONNECTION, connection);
    socket.userData().remove(UNAUTHENTICATED);
    return connection.session();
  }

  @OnTextMessage
  @NonBlocking
  void text(String text, WebSocketConnection socket) {
    UnauthenticatedSocket unknown = socket.userData().get(UNAUTHENTICATED);
    if (unknown != null) {
      unknown.text(text);
      return;
    }
    Connection connection = heard(socket);
    if (connection.endedAt() != 0) {
      return;
    }
    switch (connection.traffic().count(text.length())) {
      case Traffic.Verdict.Fine fine ->
          router.route(connection.session(), connection.commands(), text);
      case Traffic.Verdict.Refused(long retryAfterMs) ->
          router.refuse(connection.session(), text, retryAfterMs);
      case Traffic.Verdict.Abuse abuse ->
          connections.disconnect(connection.session(), DisconnectCode.RATE_LIMITED);
    }
  }

  @OnBinaryMessage
  @NonBlocking
  void binary(Buffer binary, WebSocketConnection socket) {
    UnauthenticatedSocket unknown = socket.userData().get(UNAUTHENTICATED);
    if (unknown != null) {
      unknown.end(DisconnectCode.PROTOCOL_VIOLATION);
    } else {
      connections.disconnect(heard(socket).session(), DisconnectCode.PROTOCOL_VIOLATION);
    }
  }

  @OnPongMessage
  @NonBlocking
  void pong(Buffer payload, WebSocketConnection socket) {
    if (connection(socket) != null) {
      heard(socket);
    }
  }

  @OnClose
  @NonBlocking
  void close(WebSocketConnection socket, CloseReason reason) {
    UnauthenticatedSocket unknown = socket.userData().get(UNAUTHENTICATED);
    if (unknown != null) {
      unknown.closed();
    } else if (connection(socket) != null) {
      connections.closed(
          connection(socket).session(),
          reason.getCode() == LOST ? "lost" : "closed-" + reason.getCode());
    }
  }

  @OnError
  @NonBlocking
  void failed(Throwable failure, WebSocketConnection socket) {
    Connection connection = connection(socket);
    LOG.debugf(
        "A connection failed, connectionId=%s: %s",
        connection == null ? "none" : connection.session().id(), failure.getMessage());
  }

  private Connection heard(WebSocketConnection socket) {
    Connection connection = connection(socket);
    connection.heard(clock.millis());
    return connection;
  }

  private static Connection connection(WebSocketConnection socket) {
    return socket.userData().get(CONNECTION);
  }
}
