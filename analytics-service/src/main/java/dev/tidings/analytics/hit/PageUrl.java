package dev.tidings.analytics.hit;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a page.
 *
 * <p>Browsers report addresses with characters that RFC 3986 wants escaped ({@code |}, {@code ^},
 * letters of any script); these are taken as they are. An address with user name or password is
 * none. The query is left out: what people type into forms stands there.
 *
 * @param text the address, without query
 * @param host lower-case, without the port
 * @param path at least {@code /}; of pages that a script shows, with {@code #} and their route
 * @see <a href="https://url.spec.whatwg.org/#url-writing">WHATWG URL, writing</a>
 */
public record PageUrl(String text, String host, String path) {

  /** The longest address that is taken, in UTF-16 units. */
  public static final int MAX_LENGTH = 2048;

  private static final Pattern FORM =
      Pattern.compile(
          "(?<origin>(?i:https?)://(?<host>[^\\s/?#@:\\[\\]\\\\]+|\\[[0-9a-fA-F:.]+\\])(?::\\d{0,5})?)"
              + "(?<path>/[^\\s?#]*)?(?:\\?[^\\s#]*)?(?<fragment>#.*)?");

  /** A route in a fragment: {@code #/inbox}, {@code #!/inbox}. */
  private static final Pattern ROUTE = Pattern.compile("#!?/[^\\s?#]*");

  /**
   * Reads an absolute {@code http} or {@code https} address; empty if the text is none. Of a
   * fragment, only a route counts.
   */
  public static Optional<PageUrl> parse(String text) {
    Matcher url = FORM.matcher(text);
    if (text.length() > MAX_LENGTH || !url.matches()) {
      return Optional.empty();
    }
    String path =
        (url.group("path") == null ? "/" : url.group("path")) + route(url.group("fragment"));
    return Optional.of(
        new PageUrl(url.group("origin") + path, url.group("host").toLowerCase(Locale.ROOT), path));
  }

  private static String route(String fragment) {
    if (fragment == null) {
      return "";
    }
    Matcher route = ROUTE.matcher(fragment);
    return route.lookingAt() ? route.group() : "";
  }
}
