package dev.tidings.gateway.connection;

import dev.tidings.gateway.command.FrameRouter;
import dev.tidings.gateway.outbound.Lanes;
import dev.tidings.gateway.outbound.SocketWriter;
import dev.tidings.gateway.protocol.DisconnectCode;
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
  static final TypedKey<VerifiedToken> TOKEN = new TypedKey<>("token");

  /** The connection's Netty channel, which outgoing frames are written to. */
  static final TypedKey<Channel> CHANNEL = new TypedKey<>("channel");

  /** Whether the client wants everything that is due as one message. */
  static final TypedKey<Boolean> BATCHING = new TypedKey<>("batching");

  private static final TypedKey<Connection> CONNECTION = new TypedKey<>("connection");
  private static final int LOST = 1006;
  private static final Logger LOG = Logger.getLogger(SocketEndpoint.class);

  private final ConnectionOpener opener;
  private final Connections connections;
  private final Lanes lanes;
  private final FrameRouter router;
  private final Clock clock;

  SocketEndpoint(
      ConnectionOpener opener,
      Connections connections,
      Lanes lanes,
      FrameRouter router,
      Clock clock) {
    this.opener = opener;
    this.connections = connections;
    this.lanes = lanes;
    this.router = router;
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
    socket.userData().put(CONNECTION, opener.open(writer, socket.userData().remove(TOKEN)));
  }

  @OnTextMessage
  @NonBlocking
  void text(String text, WebSocketConnection socket) {
    Connection connection = heard(socket);
    router.route(connection.session(), connection.commands(), text);
  }

  @OnBinaryMessage
  @NonBlocking
  void binary(Buffer binary, WebSocketConnection socket) {
    connections.disconnect(heard(socket).session(), DisconnectCode.PROTOCOL_VIOLATION);
  }

  @OnPongMessage
  @NonBlocking
  void pong(Buffer payload, WebSocketConnection socket) {
    heard(socket);
  }

  @OnClose
  @NonBlocking
  void close(WebSocketConnection socket, CloseReason reason) {
    connections.closed(
        connection(socket).session(),
        reason.getCode() == LOST ? "lost" : "closed-" + reason.getCode());
  }

  @OnError
  @NonBlocking
  void failed(Throwable failure, WebSocketConnection socket) {
    LOG.debugf(
        "A connection failed, connectionId=%s: %s",
        connection(socket).session().id(), failure.getMessage());
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
