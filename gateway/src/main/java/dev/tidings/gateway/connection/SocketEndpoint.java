package dev.tidings.gateway.connection;

import dev.tidings.gateway.connection.Sockets.Upgraded;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.NonBlocking;
import org.jboss.logging.Logger;

/**
 * The WebSocket at {@code /ws}, admitted by {@link SocketGuard}. The framework does the handshake;
 * what is open then is {@link Sockets}'.
 */
@WebSocket(path = "/ws")
public class SocketEndpoint {

  /** What the guard has prepared. */
  static final TypedKey<Upgraded> UPGRADED = new TypedKey<>("upgraded");

  private static final Logger LOG = Logger.getLogger(SocketEndpoint.class);

  private final Sockets sockets;

  SocketEndpoint(Sockets sockets) {
    this.sockets = sockets;
  }

  @OnOpen
  @NonBlocking
  void open(WebSocketConnection socket) {
    sockets.open(socket.userData().remove(UPGRADED));
  }

  /** Comes when the framework is made to forget the connection, too. */
  @OnError
  @NonBlocking
  void failed(Throwable failure) {
    LOG.debugf("The framework's part of a connection has ended: %s", failure.getMessage());
  }
}
