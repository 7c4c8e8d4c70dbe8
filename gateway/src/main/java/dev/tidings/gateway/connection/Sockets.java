package dev.tidings.gateway.connection;

import dev.tidings.gateway.command.FrameRouter;
import dev.tidings.gateway.connection.Handshake.Admitted;
import dev.tidings.gateway.limit.Traffic;
import dev.tidings.gateway.protocol.DisconnectCode;
import dev.tidings.gateway.session.Transport;
import dev.tidings.gateway.token.VerifiedToken;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import jakarta.inject.Singleton;
import java.time.Clock;

/**
 * Makes sessions of WebSockets whose handshake is done. Everything here runs on the connection's
 * event loop and returns at once.
 */
@Singleton
final class Sockets {

  private final ConnectionOpener opener;
  private final Connections connections;
  private final FrameRouter router;
  private final FirstFrame firstFrame;
  private final Clock clock;

  Sockets(
      ConnectionOpener opener,
      Connections connections,
      FrameRouter router,
      FirstFrame firstFrame,
      Clock clock) {
    this.opener = opener;
    this.connections = connections;
    this.router = router;
    this.firstFrame = firstFrame;
    this.clock = clock;
  }

  /**
   * A WebSocket whose handshake was admitted.
   *
   * @param resumes whether the client is going to say where it was
   */
  record Upgraded(Channel channel, SocketHandler socket, Admitted admitted, boolean resumes) {}

  /** Takes the socket over. */
  void open(Upgraded upgraded) {
    ChannelTakeover.complete(upgraded.channel());
    SocketHandler socket = upgraded.socket();
    Admitted admitted = upgraded.admitted();
    if (admitted.token() != null) {
      socket.listen(begin(upgraded, admitted.token()));
    } else {
      socket.listen(
          firstFrame.await(
              upgraded.channel(),
              socket.writer(),
              admitted.slot(),
              token -> {
                Live live = begin(upgraded, token);
                socket.pass(live);
                return live.connection.session();
              }));
    }
  }

  /** The session of a socket that has shown its token. */
  private Live begin(Upgraded upgraded, VerifiedToken token) {
    return new Live(
        opener.open(
            upgraded.socket().writer(),
            token,
            Transport.WEBSOCKET,
            upgraded.resumes(),
            opened -> {}));
  }

  /** A socket with a session. */
  private final class Live implements SocketListener {

    private final Connection connection;

    private Live(Connection connection) {
      this.connection = connection;
    }

    @Override
    public void text(String text) {
      heard();
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

    @Override
    public void binary() {
      connections.disconnect(connection.session(), DisconnectCode.PROTOCOL_VIOLATION);
    }

    @Override
    public void heard() {
      connection.heard(clock.millis());
    }

    @Override
    public void closed(int code) {
      connections.closed(
          connection.session(),
          code == WebSocketCloseStatus.ABNORMAL_CLOSURE.code() ? "lost" : "closed-" + code);
    }
  }
}
