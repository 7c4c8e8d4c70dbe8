package dev.tidings.gateway.outbound;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.unix.UnixChannel;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Writes to a WebSocket's Netty channel. A message is framed once for all connections, and goes in
 * at the near end of the pipeline, behind every handler but TLS, or where the transport is native
 * and nothing waits, past the pipeline into the kernel. Nothing else writes to the channel, and
 * each frame goes in whole.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-5">RFC 6455 §5</a>
 */
public final class SocketWriter implements ConnectionWriter {

  private static final long CLOSE_TIMEOUT_SECONDS = 5;
  private static final int FINAL_CLOSE = 0x88;
  private static final int FINAL_PONG = 0x8a;
  private static final int CODE_BYTES = 2;
  private static final ByteBuf PING =
      Unpooled.unreleasableBuffer(
          Unpooled.directBuffer(2, 2).writeByte(0x89).writeByte(0).asReadOnly());

  private final Channel channel;
  private final Lane lane;
  private final boolean batching;
  private final boolean secure;

  /** Only the lane's thread touches it. */
  private boolean closing;

  /**
   * @param batching whether the client wants everything that is due as one message, a JSON array
   */
  public SocketWriter(Channel channel, Lane lane, boolean batching) {
    this.channel = channel;
    this.lane = lane;
    this.batching = batching;
    this.secure = channel.pipeline().get(SslHandler.class) != null;
  }

  @Override
  public Lane lane() {
    return lane;
  }

  @Override
  public boolean write(List<Frame> frames) {
    ChannelHandlerContext pipeline = nearEnd();
    if (pipeline == null || closing) {
      return true;
    }
    ByteBuf buffer = batching ? lane.buffers().array(frames) : lane.buffers().messages(frames);
    ChannelOutboundBuffer queue = channel.unsafe().outboundBuffer();
    int taken = queue == null || queue.totalPendingWriteBytes() > 0 ? 0 : offer(buffer);
    if (taken == buffer.readableBytes()) {
      return true;
    }
    pipeline.write(
        buffer.retainedSlice(buffer.readerIndex() + taken, buffer.readableBytes() - taken),
        channel.voidPromise());
    pipeline.flush();
    return queue == null || queue.isEmpty();
  }

  /**
   * Offers the bytes to the kernel past the pipeline, which costs about as much as the system call
   * that it comes to. How many were taken: none where that can't be done, because of TLS or because
   * the transport is not native, and none if it fails, so that Netty finds out and sees to it.
   */
  private int offer(ByteBuf buffer) {
    if (secure || !(channel instanceof UnixChannel socket) || !buffer.hasMemoryAddress()) {
      return 0;
    }
    try {
      return Math.max(
          0,
          socket
              .fd()
              .writeAddress(buffer.memoryAddress(), buffer.readerIndex(), buffer.writerIndex()));
    } catch (IOException e) {
      return 0;
    }
  }

  /** An empty write is done when all before it are. */
  @Override
  public void whenSent(Runnable task) {
    ChannelHandlerContext pipeline = nearEnd();
    if (pipeline == null) {
      lane.execute(task);
    } else {
      pipeline.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(done -> task.run());
    }
  }

  @Override
  public void ping() {
    lane.execute(
        () -> {
          ChannelHandlerContext pipeline = nearEnd();
          if (pipeline != null && !closing) {
            pipeline.writeAndFlush(PING.duplicate(), channel.voidPromise());
          }
        });
  }

  /**
   * Answers a ping; on the lane's thread. Who pings and doesn't read is not answered, so that
   * answers can't pile up: a later ping is as good.
   */
  public void pong(ByteBuf payload) {
    ChannelHandlerContext pipeline = nearEnd();
    if (pipeline != null && !closing && channel.isWritable()) {
      ByteBuf frame = frame(FINAL_PONG, payload.readableBytes()).writeBytes(payload);
      pipeline.writeAndFlush(frame, channel.voidPromise());
    }
  }

  /** The close frame of a peer that doesn't read would never leave, so the channel is cut then. */
  @Override
  public void close(int code, String reason) {
    lane.execute(
        () -> {
          ChannelHandlerContext pipeline = beginToClose();
          if (pipeline != null) {
            ByteBuf frame = frame(FINAL_CLOSE, CODE_BYTES + reason.length()).writeShort(code);
            frame.writeCharSequence(reason, US_ASCII);
            pipeline.writeAndFlush(frame, channel.voidPromise());
          }
        });
  }

  /**
   * The peer has said that it closes; on the lane's thread. It is told the same, unless that is its
   * answer to us, and the connection ends.
   *
   * @param payload the code, if there was any
   */
  public void closed(ByteBuf payload) {
    ChannelHandlerContext pipeline = beginToClose();
    if (pipeline == null) {
      channel.close();
    } else {
      int length = Math.min(CODE_BYTES, payload.readableBytes());
      pipeline
          .writeAndFlush(frame(FINAL_CLOSE, length).writeBytes(payload, length))
          .addListener(ChannelFutureListener.CLOSE);
    }
  }

  /** Whether the end has begun: nothing is written any more. On the lane's thread. */
  public boolean isClosing() {
    return closing;
  }

  /** Where the last frame goes; null if there has been one, or the channel is closed. */
  private ChannelHandlerContext beginToClose() {
    if (closing || !channel.isOpen()) {
      return null;
    }
    closing = true;
    channel.eventLoop().schedule(() -> channel.close(), CLOSE_TIMEOUT_SECONDS, TimeUnit.SECONDS);
    return nearEnd();
  }

  private ByteBuf frame(int first, int length) {
    return channel.alloc().directBuffer(2 + length).writeByte(first).writeByte(length);
  }

  /** Where what is written goes to the socket, through TLS if there is any; null if closed. */
  private ChannelHandlerContext nearEnd() {
    ChannelHandlerContext tls = secure ? channel.pipeline().context(SslHandler.class) : null;
    if (tls == null) {
      return channel.pipeline().firstContext();
    }
    var names = channel.pipeline().names();
    return channel.pipeline().context(names.get(names.indexOf(tls.name()) + 1));
  }
}
