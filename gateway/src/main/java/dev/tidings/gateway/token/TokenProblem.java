package dev.tidings.gateway.token;

import dev.tidings.platform.problem.ProblemCode;

/** Why a token that is correctly signed is not taken. */
public enum TokenProblem implements ProblemCode {
  /** The token has been taken back; a new one may be good. */
  TOKEN_REVOKED("The token has been revoked");

  private static final int UNAUTHORIZED = 401;

  private final String title;

  TokenProblem(String title) {
    this.title = title;
  }

  @Override
  public int status() {
    return UNAUTHORIZED;
  }

  @Override
  public String title() {
    return title;
  }
}
