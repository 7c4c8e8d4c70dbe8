package dev.tidings.analytics.ingest;

import dev.tidings.analytics.hit.PageUrl;
import dev.tidings.platform.problem.ProblemException;
import java.util.regex.Pattern;

/** Reads the addresses that trackers report. */
public final class Pages {

  /** Apps report referrers of schemes of their own, such as {@code android-app://…}. */
  private static final Pattern ABSOLUTE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://[^\\s]+");

  private Pages() {}

  /**
   * The page at an address.
   *
   * @param pointer where it stands in the body
   * @throws ProblemException {@code validation-failed}
   */
  public static PageUrl page(String address, String pointer) {
    return PageUrl.parse(address)
        .orElseThrow(
            () -> ProblemException.invalid(pointer, "must be an absolute http or https address"));
  }

  /** The text if it is an absolute address; null for a path on the same site, or nothing at all. */
  public static String absolute(String referrer) {
    return referrer != null && ABSOLUTE.matcher(referrer).matches() ? referrer : null;
  }

  /**
   * A referrer that must be an absolute address, or nothing.
   *
   * @param pointer where it stands in the body
   * @throws ProblemException {@code validation-failed}
   */
  static String referrer(String text, String pointer) {
    if (text == null || text.isBlank()) {
      return null;
    }
    if (absolute(text) == null) {
      throw ProblemException.invalid(pointer, "must be an absolute address");
    }
    return text;
  }
}
