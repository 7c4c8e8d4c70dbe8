package dev.tidings.notification.webpush;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which addresses are those of a push service. */
final class PushOrigins {

  private final List<String> allowed;

  PushOrigins(List<String> allowed) {
    this.allowed = allowed.stream().map(origin -> origin.strip().toLowerCase(Locale.ROOT)).toList();
  }

  /** The address, if it is one of a known push service. */
  Optional<URI> check(String endpoint) {
    try {
      URI address = new URI(endpoint);
      return address.getHost() != null
              && address.getRawUserInfo() == null
              && allowed.stream().anyMatch(origin -> matches(origin, address))
          ? Optional.of(address)
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** What a push service's token is for (RFC 8292). */
  static String of(URI address) {
    String port = address.getPort() < 0 ? "" : ":" + address.getPort();
    return (address.getScheme() + "://" + address.getHost()).toLowerCase(Locale.ROOT) + port;
  }

  private static boolean matches(String allowed, URI address) {
    String origin = of(address);
    int star = allowed.indexOf("://*.");
    if (star < 0) {
      return origin.equals(allowed);
    }
    String scheme = allowed.substring(0, star + 3);
    String domain = allowed.substring(star + 4);
    return origin.startsWith(scheme)
        && origin.endsWith(domain)
        && origin.length() > scheme.length() + domain.length();
  }
}
