package dev.tidings.gateway.outbound;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.handler.ssl.SslHandler;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Writes to a WebSocket's Netty channel, past the framework. Its own methods take a String, encode
 * it again for each connection, and flush after each message. Here a message is framed once for all
 * connections, and goes in at the near end of the pipeline, behind every handler but TLS. It can
 * overtake nothing: the framework's own frames (pings, closes) are written on the same thread, and
 * each frame goes in whole.
 */
public final class SocketWriter implements ConnectionWriter {

  private static final long CLOSE_TIMEOUT_SECONDS = 5;
  private static final ByteBuf PING =
      Unpooled.unreleasableBuffer(
          Unpooled.directBuffer(2, 2).writeByte(0x89).writeByte(0).asReadOnly());

  private final WebSocketConnection socket;
  private final Channel channel;
  private final Lane lane;
  private final boolean batching;

  /**
   * @param batching whether the client wants everything that is due as one message, a JSON array
   */
  public SocketWriter(WebSocketConnection socket, Channel channel, Lane lane, boolean batching) {
    this.socket = socket;
    this.channel = channel;
    this.lane = lane;
    this.batching = batching;
  }

  @Override
  public Lane lane() {
    return lane;
  }

  @Override
  public boolean write(List<Frame> frames) {
    ChannelHandlerContext pipeline = nearEnd();
    if (pipeline == null) {
      return true;
    }
    ByteBuf buffer = batching ? lane.buffers().array(frames) : lane.buffers().messages(frames);
    pipeline.write(buffer.retainedDuplicate(), channel.voidPromise());
    pipeline.flush();
    ChannelOutboundBuffer left = channel.unsafe().outboundBuffer();
    return left == null || left.isEmpty();
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
          if (pipeline != null) {
            pipeline.writeAndFlush(PING.duplicate(), channel.voidPromise());
          }
        });
  }

  /** The close frame of a peer that doesn't read would never leave, so the channel is cut then. */
  @Override
  public void close(int code, String reason) {
    lane.execute(
        () -> {
          if (socket.isOpen()) {
            socket
                .close(new CloseReason(code, reason))
                .subscribe()
                .with(closed -> {}, failure -> channel.close());
          }
          if (channel.isOpen()) {
            channel
                .eventLoop()
                .schedule(() -> channel.close(), CLOSE_TIMEOUT_SECONDS, TimeUnit.SECONDS);
          }
        });
  }

  /** Where what is written goes to the socket, through TLS if there is any; null if closed. */
  private ChannelHandlerContext nearEnd() {
    ChannelHandlerContext tls = channel.pipeline().context(SslHandler.class);
    if (tls == null) {
      return channel.pipeline().firstContext();
    }
    var names = channel.pipeline().names();
    return channel.pipeline().context(names.get(names.indexOf(tls.name()) + 1));
  }
}
