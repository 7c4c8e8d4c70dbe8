package dev.tidings.gateway.outbound;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Writes to a WebSocket's Netty channel. The framework's own methods take a String, encode it again
 * for each connection and flush after each frame; a frame of ours is encoded once for all
 * connections, and everything due to one connection is one flush.
 */
public final class SocketWriter implements ConnectionWriter {

  private static final long CLOSE_TIMEOUT_SECONDS = 5;

  private final WebSocketConnection socket;
  private final Channel channel;

  public SocketWriter(WebSocketConnection socket, Channel channel) {
    this.socket = socket;
    this.channel = channel;
  }

  @Override
  public void execute(Runnable task) {
    channel.eventLoop().execute(task);
  }

  @Override
  public void write(List<byte[]> frames, Consumer<Boolean> done) {
    int last = frames.size() - 1;
    for (int i = 0; i < last; i++) {
      channel.write(frame(frames.get(i)), channel.voidPromise());
    }
    channel
        .writeAndFlush(frame(frames.get(last)))
        .addListener(written -> done.accept(written.isSuccess()));
  }

  private static TextWebSocketFrame frame(byte[] text) {
    return new TextWebSocketFrame(Unpooled.wrappedBuffer(text));
  }

  @Override
  public void ping() {
    execute(() -> channel.writeAndFlush(new PingWebSocketFrame(), channel.voidPromise()));
  }

  /** The close frame of a peer that doesn't read would never leave, so the channel is cut then. */
  @Override
  public void close(int code, String reason) {
    execute(
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
}
