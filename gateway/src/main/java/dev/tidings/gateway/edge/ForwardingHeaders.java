package dev.tidings.gateway.edge;

import dev.tidings.platform.event.EventIds;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What services are told about where a request came from. What the client itself says of that is
 * dropped; if the gateway stands behind a proxy, {@code quarkus.http.proxy.*} says which to trust.
 */
@Singleton
final class ForwardingHeaders {

  static final String REQUEST_ID = "X-Request-Id";

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final List<String> UNTRUSTED =
      List.of(
          "Forwarded",
          "X-Forwarded-For",
          "X-Forwarded-Host",
          "X-Forwarded-Port",
          "X-Forwarded-Prefix",
          "X-Forwarded-Proto",
          "X-Forwarded-Server",
          "X-Forwarded-Ssl",
          "X-Real-IP");

  private final EventIds ids;

  ForwardingHeaders(EventIds ids) {
    this.ids = ids;
  }

  /** The request's id: the client's, if it is well-formed, or a new one. */
  String requestId(HttpServerRequest request) {
    String given = request.getHeader(REQUEST_ID);
    return given != null && ID.matcher(given).matches() ? given : ids.next();
  }

  /** Replaces what the client said by what is so. */
  void apply(MultiMap headers, HttpServerRequest request, String requestId) {
    UNTRUSTED.forEach(headers::remove);
    if (request.remoteAddress() != null) {
      headers.set("X-Forwarded-For", request.remoteAddress().hostAddress());
    }
    headers.set("X-Forwarded-Proto", request.scheme() == null ? "http" : request.scheme());
    if (request.authority() != null) {
      headers.set("X-Forwarded-Host", request.authority().toString());
    }
    headers.set(REQUEST_ID, requestId);
  }
}
