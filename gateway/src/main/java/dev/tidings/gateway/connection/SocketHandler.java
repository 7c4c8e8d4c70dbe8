package dev.tidings.gateway.connection;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.gateway.outbound.SocketWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * The end of a WebSocket's pipeline, behind Netty's decoder, which sees that frames are well
 * formed: makes messages of frames, answers pings and closes, and ends what breaks the protocol
 * with the code that the standard has for it. It stands in the pipeline since before the handshake,
 * lets all of HTTP pass, and keeps the frames until somebody {@linkplain #listen listens}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-7.4">RFC 6455 §7.4</a>
 */
final class SocketHandler extends ChannelInboundHandlerAdapter {

  private static final Logger LOG = Logger.getLogger(SocketHandler.class);

  private final SocketWriter writer;
  private final int maxMessageBytes;

  /** Null until somebody listens, and then what has come meanwhile is null. */
  private SocketListener listener;

  private List<Object> early = new ArrayList<>(0);

  /** The pieces of a message whose end has not come; null most of the time. */
  private ByteBuf pieces;

  private boolean piecesAreText;
  private int closeCode = WebSocketCloseStatus.ABNORMAL_CLOSURE.code();
  private boolean failed;
  private boolean gone;

  SocketHandler(SocketWriter writer, int maxMessageBytes) {
    this.writer = writer;
    this.maxMessageBytes = maxMessageBytes;
  }

  /** Where answers go. */
  SocketWriter writer() {
    return writer;
  }

  /** From now on this one hears what comes, at first what has come already. */
  void listen(SocketListener first) {
    listener = first;
    List<Object> meanwhile = early;
    early = null;
    meanwhile.forEach(this::take);
    if (gone) {
      listener.closed(closeCode);
    }
  }

  /** From now on another one hears what comes. */
  void pass(SocketListener next) {
    listener = next;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (listener != null) {
      take(message);
    } else if (message instanceof WebSocketFrame) {
      ctx.channel().config().setAutoRead(false);
      early.add(message);
    } else {
      ctx.fireChannelRead(message);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable failure) {
    if (listener != null) {
      take(failure);
      if (!(failure instanceof CorruptedWebSocketFrameException)) {
        ctx.close();
      }
    } else if (failure instanceof CorruptedWebSocketFrameException) {
      early.add(failure);
    } else {
      ctx.fireExceptionCaught(failure);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    gone = true;
    forgetPieces();
    if (listener != null) {
      listener.closed(closeCode);
    }
    ctx.fireChannelInactive();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    if (early != null) {
      early.removeIf(ReferenceCountUtil::release); // a fault stays, for whoever listens late
    }
  }

  private void take(Object message) {
    switch (message) {
      case WebSocketFrame frame -> {
        try {
          take(frame);
        } finally {
          frame.release();
        }
      }
      case CorruptedWebSocketFrameException failure -> fail(failure.closeStatus());
      case Throwable failure -> LOG.debugf("A connection failed: %s", failure.getMessage());
      default -> ReferenceCountUtil.release(message);
    }
  }

  private void take(WebSocketFrame frame) {
    switch (frame) {
      case CloseWebSocketFrame close -> {
        int code = close.statusCode();
        closeCode = code < 0 ? WebSocketCloseStatus.EMPTY.code() : code;
        writer.closed(close.content());
      }
      case WebSocketFrame late when failed || writer.isClosing() ->
          LOG.trace("Nobody listens any more");
      case PingWebSocketFrame ping -> {
        listener.heard();
        writer.pong(ping.content());
      }
      case PongWebSocketFrame pong -> listener.heard();
      case ContinuationWebSocketFrame piece -> piece(piece);
      default -> begin(frame, frame instanceof TextWebSocketFrame);
    }
  }

  private void begin(WebSocketFrame frame, boolean text) {
    if (frame.isFinalFragment()) {
      message(frame.content(), text);
    } else {
      piecesAreText = text;
      pieces = frame.content().alloc().heapBuffer(frame.content().readableBytes());
      piece(frame);
    }
  }

  private void piece(WebSocketFrame frame) {
    if (pieces == null) {
      return;
    }
    if (pieces.readableBytes() + frame.content().readableBytes() > maxMessageBytes) {
      forgetPieces();
      fail(WebSocketCloseStatus.MESSAGE_TOO_BIG);
      return;
    }
    pieces.writeBytes(frame.content());
    if (frame.isFinalFragment()) {
      ByteBuf whole = pieces;
      pieces = null;
      try {
        message(whole, piecesAreText);
      } finally {
        whole.release();
      }
    }
  }

  private void message(ByteBuf content, boolean text) {
    if (!text) {
      listener.binary();
      return;
    }
    String decoded = content.toString(UTF_8);
    // What is no UTF-8 has become replacement characters; whether the client sent them is asked
    // then.
    if (decoded.indexOf('\ufffd') >= 0 && !ByteBufUtil.isText(content, UTF_8)) {
      fail(WebSocketCloseStatus.INVALID_PAYLOAD_DATA);
    } else {
      listener.text(decoded);
    }
  }

  private void fail(WebSocketCloseStatus status) {
    failed = true;
    closeCode = status.code();
    writer.close(status.code(), "");
  }

  private void forgetPieces() {
    if (pieces != null) {
      pieces.release();
      pieces = null;
    }
  }
}
