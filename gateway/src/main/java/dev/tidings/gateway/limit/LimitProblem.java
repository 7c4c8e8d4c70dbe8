package dev.tidings.gateway.limit;

import dev.tidings.platform.problem.ProblemCode;

/** Limits that a request has met; {@code Retry-After} says when to come again. */
public enum LimitProblem implements ProblemCode {
  /** Too many requests or handshakes for the moment. */
  RATE_LIMITED("Too many at once"),
  /** The user, the address, the workspace or the gateway has as many connections as it may. */
  TOO_MANY_CONNECTIONS("Too many connections");

  private static final int TOO_MANY_REQUESTS = 429;

  private final String title;

  LimitProblem(String title) {
    this.title = title;
  }

  @Override
  public int status() {
    return TOO_MANY_REQUESTS;
  }

  @Override
  public String title() {
    return title;
  }
}
