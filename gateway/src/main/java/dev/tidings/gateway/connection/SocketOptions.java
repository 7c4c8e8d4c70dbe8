package dev.tidings.gateway.connection;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;

/**
 * No extension of WebSockets is offered, so that a frame with a reserved bit is what the standard
 * says that it is. The framework's own switch is for compression by message only; the old one by
 * frame would be negotiated, and needs a deflater per connection as well.
 */
@Singleton
final class SocketOptions implements HttpServerOptionsCustomizer {

  @Override
  public void customizeHttpServer(HttpServerOptions options) {
    options.setPerFrameWebSocketCompressionSupported(false);
  }

  @Override
  public void customizeHttpsServer(HttpServerOptions options) {
    options.setPerFrameWebSocketCompressionSupported(false);
  }
}
