package dev.tidings.gateway.revocation;

import dev.tidings.platform.problem.ProblemCode;

/** Why a revocation is refused. */
enum RevocationProblem implements ProblemCode {
  /** Too many count already; revoke by {@code issuedBefore} instead of token by token. */
  TOO_MANY_REVOCATIONS(429, "Too many revocations");

  private final int status;
  private final String title;

  RevocationProblem(int status, String title) {
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
