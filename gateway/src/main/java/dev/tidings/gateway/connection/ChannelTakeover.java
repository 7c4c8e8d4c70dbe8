package dev.tidings.gateway.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.net.impl.VertxHandler;
import java.util.ArrayList;

/**
 * Takes the channel of a WebSocket over from the framework once the handshake is done. What is kept
 * for an idle connection is then Netty's channel, its decoder and our handler; the request, its
 * headers and contexts, Vert.x's connection and socket, and the timers of all of them are garbage.
 * The framework is told that the connection is closed, which makes it forget what it has.
 */
final class ChannelTakeover {

  private static final String NAME = "tidings-socket";

  private ChannelTakeover() {}

  /** Puts the handler where all frames come by; before the handshake, on the event loop. */
  static void prepare(Channel channel, SocketHandler socket) {
    ChannelPipeline pipeline = channel.pipeline();
    // An earlier handshake of the same connection may have come to nothing.
    if (pipeline.get(NAME) != null) {
      pipeline.remove(NAME);
    }
    pipeline.addBefore(pipeline.context(VertxHandler.class).name(), NAME, socket);
  }

  /** Takes the framework's handlers out; after the handshake, on the event loop. */
  static void complete(Channel channel) {
    ChannelPipeline pipeline = channel.pipeline();
    ChannelHandlerContext framework = pipeline.context(VertxHandler.class);
    if (framework == null) {
      return; // closed meanwhile, and everybody knows
    }
    for (var entry : new ArrayList<>(pipeline.toMap().entrySet())) {
      if (!stays(entry.getValue())) {
        pipeline.remove(entry.getKey());
      }
    }
    ((VertxHandler<?>) framework.handler()).channelInactive(framework);
    channel.config().setAutoRead(true);
  }

  /** Netty takes the encoder of the response out itself, when that is written. */
  private static boolean stays(ChannelHandler handler) {
    return handler instanceof SocketHandler
        || handler instanceof WebSocketFrameDecoder
        || handler instanceof SslHandler
        || handler instanceof HttpResponseEncoder;
  }
}
