package dev.tidings.gateway.connection;

import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Set;

/**
 * Whose pages may open a WebSocket or a stream. Browsers don't apply the same-origin policy to
 * WebSockets, so without this any page could open one in the name of its visitor.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-10.2">RFC 6455 §10.2</a>
 */
@Singleton
public final class OriginPolicy {

  private final Set<String> allowed;

  OriginPolicy(ConnectionConfig config) {
    this.allowed = config.allowedOrigins().orElse(Set.of());
  }

  /** Whether the request's origin is one that the configuration allows. */
  public boolean isAllowed(String origin) {
    return allowed.contains(origin);
  }

  /** Whether the request comes from the own origin, an allowed one, or no browser. */
  public boolean allows(HttpServerRequest request) {
    String origin = request.getHeader("Origin");
    return origin == null || allowed.contains(origin) || isOwn(origin, request.getHeader("Host"));
  }

  private static boolean isOwn(String origin, String host) {
    try {
      URI uri = URI.create(origin);
      return host != null && uri.getRawAuthority() != null && host.equals(uri.getRawAuthority());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
