package dev.tidings.notification.link;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/** Tells links that are harmless to click from others: a script in one would run in the clicker. */
public final class SafeLink {

  /** The longest link, in UTF-16 units. */
  public static final int MAX_LENGTH = 2_000;

  private static final Set<String> WEB = Set.of("http", "https");

  private SafeLink() {}

  /** Whether it is a web address, or a path of the product's own, of a bearable length. */
  public static boolean isSafe(String link) {
    if (link.length() > MAX_LENGTH) {
      return false;
    }
    try {
      var address = new URI(link);
      return address.getScheme() == null
          ? link.startsWith("/") && address.getRawAuthority() == null
          : WEB.contains(address.getScheme()) && address.getHost() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
