package dev.tidings.gateway.connection;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;

/**
 * No extension of WebSockets is offered, so that a frame with a reserved bit is what the standard
 * says that it is. The framework's own switch is for compression by message only; the old one by
 * frame would be negotiated, and needs a deflater per connection as well.
 *
 * <p>What the kernel holds for a client that doesn't read is bounded, too. Left to itself it would
 * come to hold four megabytes for each, and only then would anything wait where it is counted.
 */
@Singleton
final class SocketOptions implements HttpServerOptionsCustomizer {

  /** Linux makes twice as much of it, half of which is for its own book-keeping. */
  private static final int SEND_BUFFER_BYTES = 256 * 1024;

  @Override
  public void customizeHttpServer(HttpServerOptions options) {
    customize(options);
  }

  @Override
  public void customizeHttpsServer(HttpServerOptions options) {
    customize(options);
  }

  private static void customize(HttpServerOptions options) {
    options.setPerFrameWebSocketCompressionSupported(false);
    options.setSendBufferSize(SEND_BUFFER_BYTES);
  }
}
