package dev.tidings.gateway.edge;

import java.util.regex.Pattern;

/**
 * Paths that mean the same to every HTTP server. What a proxy and the server behind it might read
 * differently (dot segments, encoded separators, empty segments) is refused, so that nobody reaches
 * through one prefix what is behind another.
 */
final class SafePath {

  private static final Pattern AMBIGUOUS =
      Pattern.compile("//|\\\\|;|(?i:%2f|%5c|%00|%25|%3b)|(^|/)(\\.|(?i:%2e)){1,2}(/|$)");

  private SafePath() {}

  /** Whether the raw path, without query, is safe to forward. */
  static boolean is(String path) {
    return path.startsWith("/") && !AMBIGUOUS.matcher(path).find();
  }
}
