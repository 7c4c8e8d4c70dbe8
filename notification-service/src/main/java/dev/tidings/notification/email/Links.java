package dev.tidings.notification.email;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/** Where the links of a mail lead: to web pages only, and the product's own ones in full. */
record Links(URI base) {

  private static final Set<String> SCHEMES = Set.of("http", "https");

  /** The address in full; null if there is none, or none that a mail may have. */
  String absolute(String link) {
    if (link == null || link.isBlank()) {
      return null;
    }
    try {
      URI resolved = base.resolve(new URI(link.strip()));
      return SCHEMES.contains(String.valueOf(resolved.getScheme())) && resolved.getHost() != null
          ? resolved.toString()
          : null;
    } catch (URISyntaxException e) {
      return null;
    }
  }
}
