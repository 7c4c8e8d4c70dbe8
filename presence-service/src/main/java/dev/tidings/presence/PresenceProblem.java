package dev.tidings.presence;

import dev.tidings.platform.problem.ProblemCode;

/** The errors of this service's own. */
public enum PresenceProblem implements ProblemCode {
  /** The caller does more than one may; {@code Retry-After} says when to go on. */
  RATE_LIMITED(429, "Too many at once");

  private final int status;
  private final String title;

  PresenceProblem(int status, String title) {
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
