package dev.tidings.analytics.site;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * One entry of a site's origin list.
 *
 * @param scheme {@code http} or {@code https}; null for either
 * @param host lower-case
 * @param port the port; -1 for any
 */
record AllowedOrigin(String scheme, String host, int port) {

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final Set<String> SCHEMES = Set.of("http", "https");
  private static final int ANY_PORT = -1;
  private static final int DEFAULT_PORT = 0;

  /**
   * Reads an entry of the configuration.
   *
   * @throws IllegalArgumentException saying what an entry looks like, if this is none
   */
  static AllowedOrigin parse(String text) {
    boolean withScheme = text.contains("://");
    URI uri =
        origin(withScheme ? text : "http://" + text)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "'"
                            + text
                            + "' is no origin: write https://www.example.org, www.example.org,"
                            + " www.example.org:8443 or localhost"));
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    int port = uri.getPort();
    if (port == -1) {
      port = LOOPBACK.contains(host) ? ANY_PORT : DEFAULT_PORT;
    }
    return new AllowedOrigin(
        withScheme ? uri.getScheme().toLowerCase(Locale.ROOT) : null, host, port);
  }

  /** One of the origins that are covered. */
  String address() {
    String port = this.port == ANY_PORT || this.port == DEFAULT_PORT ? "" : ":" + this.port;
    return (scheme == null ? "https" : scheme) + "://" + host + port;
  }

  /** Whether a request's {@code Origin} header is covered. {@code null} and nonsense never are. */
  boolean covers(String header) {
    return origin(header).filter(this::covers).isPresent();
  }

  private boolean covers(URI origin) {
    return (scheme == null || scheme.equalsIgnoreCase(origin.getScheme()))
        && host.equalsIgnoreCase(origin.getHost())
        && (port == ANY_PORT
            || portOf(origin) == (port == DEFAULT_PORT ? defaultPort(origin) : port));
  }

  private static int portOf(URI origin) {
    return origin.getPort() == -1 ? defaultPort(origin) : origin.getPort();
  }

  private static int defaultPort(URI origin) {
    return origin.getScheme().equalsIgnoreCase("https") ? 443 : 80;
  }

  private static Optional<URI> origin(String text) {
    try {
      URI uri = new URI(text);
      boolean origin =
          uri.getHost() != null
              && uri.getUserInfo() == null
              && uri.getRawPath().isEmpty()
              && uri.getRawQuery() == null
              && uri.getRawFragment() == null
              && SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT));
      return origin ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
