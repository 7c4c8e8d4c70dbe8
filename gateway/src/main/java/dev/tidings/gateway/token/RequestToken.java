package dev.tidings.gateway.token;

import io.vertx.core.http.HttpServerRequest;

/** Finds the token that a request carries; the one place that knows where to look. */
public final class RequestToken {

  private static final String TOKEN_PROTOCOL = "bearer.";
  private static final String BEARER = "bearer ";

  private RequestToken() {}

  /** The token: from the header, the sub-protocol or the query, in this order; null if none. */
  public static String of(HttpServerRequest request) {
    String header = request.getHeader("Authorization");
    if (header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return header.substring(BEARER.length()).strip();
    }
    for (String list : request.headers().getAll("Sec-WebSocket-Protocol")) {
      for (String protocol : list.split(",")) {
        if (protocol.strip().startsWith(TOKEN_PROTOCOL)) {
          return protocol.strip().substring(TOKEN_PROTOCOL.length());
        }
      }
    }
    return request.getParam("token");
  }
}
