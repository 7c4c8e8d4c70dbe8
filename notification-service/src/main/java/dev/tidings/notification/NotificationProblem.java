package dev.tidings.notification;

import dev.tidings.platform.problem.ProblemCode;

/** The errors that only this service has. */
public enum NotificationProblem implements ProblemCode {
  /** The idempotency key was used for another request. */
  IDEMPOTENCY_KEY_REUSED(422, "The idempotency key belongs to another request");

  private final int status;
  private final String title;

  NotificationProblem(int status, String title) {
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
