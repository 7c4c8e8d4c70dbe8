package dev.tidings.gateway.connection;

import dev.tidings.gateway.command.FrameRouter;
import dev.tidings.gateway.limit.ConnectionSlots.Slot;
import dev.tidings.gateway.limit.LimitProblem;
import dev.tidings.gateway.outbound.ConnectionWriter;
import dev.tidings.gateway.outbound.Frame;
import dev.tidings.gateway.outbound.Outbound;
import dev.tidings.gateway.protocol.ClientFrame;
import dev.tidings.gateway.protocol.Decoded;
import dev.tidings.gateway.protocol.DisconnectCode;
import dev.tidings.gateway.protocol.ErrorCode;
import dev.tidings.gateway.protocol.FrameDecoder;
import dev.tidings.gateway.protocol.FrameLimits;
import dev.tidings.gateway.protocol.ServerFrame;
import dev.tidings.gateway.session.Session;
import dev.tidings.gateway.token.TokenVerifier;
import dev.tidings.gateway.token.VerifiedToken;
import dev.tidings.platform.problem.CommonProblem;
import dev.tidings.platform.problem.ProblemException;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * A socket that has not said who it is. It has no session, may send little and only {@code AUTH},
 * and ends soon if it stays unknown. Everything happens on its event loop, apart from the
 * verification of a token, which may block.
 */
final class UnauthenticatedSocket implements SocketListener {

  private static final Logger LOG = Logger.getLogger(UnauthenticatedSocket.class);
  private static final FrameDecoder DECODER = new FrameDecoder(FrameLimits.DEFAULT);
  private static final int MAX_REFUSALS = 3;
  private static final int MAX_QUEUED_BYTES = 16 * 1024;
  private static final long END_TIMEOUT_SECONDS = 3;

  private enum State {
    WAITING,
    VERIFYING,
    DONE
  }

  private final Channel channel;
  private final Outbound outbound;
  private final Slot slot;
  private final TokenVerifier tokens;
  private final Function<VerifiedToken, Session> begin;
  private final Clock clock;
  private State state = State.WAITING;
  private int refusals;
  private Future<?> timeout;
  private ByteLimit byteLimit;

  UnauthenticatedSocket(
      Channel channel,
      ConnectionWriter writer,
      Slot slot,
      TokenVerifier tokens,
      Function<VerifiedToken, Session> begin,
      Clock clock) {
    this.channel = channel;
    this.outbound = new Outbound(writer, MAX_QUEUED_BYTES, channel::close);
    this.slot = slot;
    this.tokens = tokens;
    this.begin = begin;
    this.clock = clock;
  }

  /** Begins to count its bytes and its time. */
  void limit(long maxBytes, Duration maxTime) {
    byteLimit = new ByteLimit(maxBytes);
    channel.pipeline().addFirst(byteLimit);
    timeout =
        channel
            .eventLoop()
            .schedule(
                () -> end(DisconnectCode.AUTH_TIMEOUT), maxTime.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void text(String text) {
    switch (DECODER.decode(text)) {
      case Decoded.Valid(ClientFrame.Auth(String id, String token)) when state == State.WAITING -> {
        state = State.VERIFYING;
        Thread.ofVirtual().name("first-frame").start(() -> verify(id, token));
      }
      case Decoded.Valid(ClientFrame frame) ->
          refuse(
              ServerFrame.Error.of(
                  frame.id(),
                  ErrorCode.UNAUTHENTICATED,
                  "The first frame is AUTH; send others after CONNECTED.",
                  clock.instant()));
      case Decoded.Invalid(String id, ErrorCode code, String detail) ->
          refuse(ServerFrame.Error.of(id, code, detail, clock.instant()));
    }
  }

  private void verify(String id, String token) {
    try {
      VerifiedToken verified = tokens.verify(token);
      channel.eventLoop().execute(() -> admit(id, verified));
    } catch (ProblemException e) {
      channel.eventLoop().execute(() -> refused(id, e));
    } catch (RuntimeException e) {
      LOG.error("A token could not be verified", e);
      channel
          .eventLoop()
          .execute(
              () ->
                  refused(
                      id,
                      new ProblemException(
                          CommonProblem.INTERNAL, "The token could not be verified.")));
    }
  }

  private void admit(String id, VerifiedToken token) {
    if (state != State.VERIFYING) {
      return;
    }
    try {
      slot.identify(token.user());
    } catch (ProblemException e) {
      refused(id, e);
      return;
    }
    done();
    Session session = begin.apply(token);
    if (id != null) {
      session.send(new ServerFrame.Ack(id, null, null, null, clock.instant()));
    }
  }

  private void refused(String id, ProblemException problem) {
    if (state != State.VERIFYING) {
      return;
    }
    state = State.WAITING;
    refuse(FrameRouter.problem(id, problem, clock.instant()));
    if (problem.code() == LimitProblem.TOO_MANY_CONNECTIONS) {
      end(DisconnectCode.TOO_MANY_CONNECTIONS);
    }
  }

  private void refuse(ServerFrame.Error error) {
    if (state == State.DONE) {
      return;
    }
    if (refusals == 0) {
      outbound.open(Frame.of(error));
    } else {
      outbound.send(Frame.of(error));
    }
    refusals++;
    if (refusals >= MAX_REFUSALS) {
      end(DisconnectCode.PROTOCOL_VIOLATION);
    }
  }

  /** Says why, and closes the socket. */
  private void end(DisconnectCode code) {
    if (state != State.DONE) {
      done();
      outbound.end(
          Frame.of(new ServerFrame.Disconnect(code, clock.instant())), code.code(), code.reason());
      // Whoever doesn't read its last frame is cut.
      channel.eventLoop().schedule(outbound::cut, END_TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }
  }

  @Override
  public void binary() {
    end(DisconnectCode.PROTOCOL_VIOLATION);
  }

  /** Its time is counted from its beginning, whether it lives or not. */
  @Override
  public void heard() {
    LOG.trace("An unknown client lives");
  }

  @Override
  public void closed(int code) {
    if (state != State.DONE) {
      done();
    }
    outbound.abandon();
  }

  private void done() {
    state = State.DONE;
    timeout.cancel(false);
    if (!byteLimit.isRemoved()) {
      channel.pipeline().remove(byteLimit);
    }
  }

  /** Cuts a socket that sends too much, before anything of it is kept. */
  private static final class ByteLimit extends ChannelInboundHandlerAdapter {
    private final long max;
    private long bytes;
    private boolean removed;

    ByteLimit(long max) {
      this.max = max;
    }

    boolean isRemoved() {
      return removed;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
      if (message instanceof ByteBuf buffer) {
        bytes += buffer.readableBytes();
        if (bytes > max) {
          buffer.release();
          ctx.close();
          return;
        }
      }
      super.channelRead(ctx, message);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
      removed = true;
    }
  }
}
