package dev.tidings.analytics;

import dev.tidings.platform.problem.ProblemCode;

/** The errors that are this service's own. */
public enum AnalyticsProblem implements ProblemCode {
  /** No site has this key, or none that the caller may know of. */
  UNKNOWN_SITE(404, "There is no such site"),
  /** The site takes no hits from pages of this origin. */
  ORIGIN_NOT_ALLOWED(403, "The site does not accept this origin"),
  /** A site's goals have different names. */
  GOAL_EXISTS(409, "There is such a goal already"),
  /** A site has only so many goals. */
  TOO_MANY_GOALS(409, "The site has too many goals"),
  /** A site's funnels have different names. */
  FUNNEL_EXISTS(409, "There is such a funnel already"),
  /** A site saves only so many funnels. */
  TOO_MANY_FUNNELS(409, "The site has too many funnels"),
  /** So many rows would have to be read that the answer would come too late. */
  REPORT_TOO_LARGE(422, "The report is too large"),
  /** The site's secret is missing or not right. */
  WRONG_SECRET(403, "The site's secret is another"),
  /** More hits than an address may send or a site may get. */
  RATE_LIMITED(429, "Too many hits");

  private final int status;
  private final String title;

  AnalyticsProblem(int status, String title) {
    this.status = status;
    this.title = title;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public String title() {
    return title;
  }
}
