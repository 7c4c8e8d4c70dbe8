package dev.tidings.gateway.connection;

import dev.tidings.gateway.limit.ConnectionSlots.Slot;
import dev.tidings.gateway.limit.LimitsConfig;
import dev.tidings.gateway.outbound.ConnectionWriter;
import dev.tidings.gateway.session.Session;
import dev.tidings.gateway.token.TokenVerifier;
import dev.tidings.gateway.token.VerifiedToken;
import io.netty.channel.Channel;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.function.Function;

/** Receives sockets that say who they are by their first frame, {@code AUTH}. */
@Singleton
final class FirstFrame {

  private final TokenVerifier tokens;
  private final LimitsConfig limits;
  private final Clock clock;

  FirstFrame(TokenVerifier tokens, LimitsConfig limits, Clock clock) {
    this.tokens = tokens;
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * Waits for the frame; on the socket's event loop.
   *
   * @param begin makes the session when the token is known to be good; on the event loop
   */
  UnauthenticatedSocket await(
      Channel channel, ConnectionWriter writer, Slot slot, Function<VerifiedToken, Session> begin) {
    var socket = new UnauthenticatedSocket(channel, writer, slot, tokens, begin, clock);
    socket.limit(limits.unauthenticatedBytes().asLongValue(), limits.authTimeout());
    return socket;
  }
}
