package dev.tidings.platform.page;

import dev.tidings.platform.problem.ProblemException;

/** How many items a page may have. */
public final class PageLimit {

  /** What a client gets that doesn't ask. */
  public static final int DEFAULT = 50;

  /** The most that a client gets. */
  public static final int MAX = 200;

  private PageLimit() {}

  /**
   * The limit that a client asked for, cut to the most that it gets.
   *
   * @param asked the query parameter; null if there was none
   * @throws ProblemException {@code validation-failed} if it is less than one
   */
  public static int of(Integer asked) {
    if (asked == null) {
      return DEFAULT;
    }
    if (asked < 1) {
      throw ProblemException.invalid("?limit", "must be at least 1");
    }
    return Math.min(asked, MAX);
  }
}
