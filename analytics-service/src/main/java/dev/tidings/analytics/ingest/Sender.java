package dev.tidings.analytics.ingest;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.HttpHeaders;

/**
 * Who sent a hit. Lives as long as the request: nothing of it is kept or logged.
 *
 * @param origin the {@code Origin} header; null if there was none
 * @param address the IP address
 * @param userAgent the {@code User-Agent} header; empty if there was none
 * @param language the {@code Accept-Language} header; null if there was none
 * @param globalPrivacyControl whether the browser says {@code Sec-GPC: 1}
 * @param doNotTrack whether the browser says {@code DNT: 1}
 * @param prefetch whether nobody has looked at the page yet
 * @param server whether it is a server that knows the site's secret, not a visitor's browser
 */
public record Sender(
    String origin,
    String address,
    String userAgent,
    String language,
    boolean globalPrivacyControl,
    boolean doNotTrack,
    boolean prefetch,
    boolean server) {

  private static final String YES = "1";

  /** The sender of a request. */
  public static Sender of(HttpServerRequest request) {
    String userAgent = request.getHeader(HttpHeaders.USER_AGENT);
    return new Sender(
        request.getHeader("Origin"),
        request.remoteAddress().hostAddress(),
        userAgent == null ? "" : userAgent,
        request.getHeader(HttpHeaders.ACCEPT_LANGUAGE),
        YES.equals(request.getHeader("Sec-GPC")),
        YES.equals(request.getHeader("DNT")),
        saysPrefetch(request, "Sec-Purpose")
            || saysPrefetch(request, "Purpose")
            || saysPrefetch(request, "X-Moz"),
        false);
  }

  /** The same sender, whose page is known by other means than the {@code Origin} header. */
  public Sender at(String otherOrigin) {
    return new Sender(
        otherOrigin,
        address,
        userAgent,
        language,
        globalPrivacyControl,
        doNotTrack,
        prefetch,
        server);
  }

  /** A server's sender, which speaks for visitors of whom nothing else is known. */
  public Sender asServer() {
    return new Sender(null, address, "", null, false, false, false, true);
  }

  private static boolean saysPrefetch(HttpServerRequest request, String header) {
    String value = request.getHeader(header);
    return value != null && (value.contains("prefetch") || value.contains("prerender"));
  }

  /** Says nothing, so that no log can. */
  @Override
  public String toString() {
    return "Sender";
  }
}
