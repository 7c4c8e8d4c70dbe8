package dev.tidings.analytics.ingest;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.HttpHeaders;

/**
 * Who sent a hit. Lives as long as the request: nothing of it is kept or logged.
 *
 * @param origin the {@code Origin} header; null if there was none
 * @param address the IP address
 * @param userAgent the {@code User-Agent} header; empty if there was none
 */
record Sender(String origin, String address, String userAgent) {

  /** The sender of a request. */
  static Sender of(HttpServerRequest request) {
    String userAgent = request.getHeader(HttpHeaders.USER_AGENT);
    return new Sender(
        request.getHeader("Origin"),
        request.remoteAddress().hostAddress(),
        userAgent == null ? "" : userAgent);
  }

  /** Says nothing, so that no log can. */
  @Override
  public String toString() {
    return "Sender";
  }
}
