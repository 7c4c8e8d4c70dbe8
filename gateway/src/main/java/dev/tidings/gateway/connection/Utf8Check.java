package dev.tidings.gateway.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;

/**
 * Closes a socket with 1007 whose text is no UTF-8, as the standard demands; without it the
 * framework would put replacement characters into what the client said.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-8.1">RFC 6455 §8.1</a>
 */
final class Utf8Check {

  private Utf8Check() {}

  /** Puts the check behind the socket's decoder; on the event loop, when the socket is open. */
  static void install(Channel channel) {
    ChannelHandlerContext decoder = channel.pipeline().context(WebSocketFrameDecoder.class);
    if (decoder != null) {
      channel.pipeline().addAfter(decoder.name(), "utf-8", new Utf8FrameValidator());
    }
  }
}
