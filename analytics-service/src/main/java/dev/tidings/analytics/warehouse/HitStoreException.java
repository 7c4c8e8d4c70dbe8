package dev.tidings.analytics.warehouse;

import java.sql.SQLException;

/** Hits could not be stored; nothing of them is. */
final class HitStoreException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** SQL states of data exceptions and broken constraints. */
  private static final String REFUSED = "(22|23).*";

  private static final String UNIQUE_VIOLATION = "23505";

  HitStoreException(Throwable cause) {
    super("The hits could not be stored", cause);
  }

  /** What the database said. */
  String reason() {
    return getCause().getMessage();
  }

  /** Whether something is stored already. */
  static boolean isOfADouble(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState())) {
        return true;
      }
    }
    return false;
  }

  /** Whether the database refused the content, so that it would refuse it again. */
  static boolean isOfTheContent(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql
          && sql.getSQLState() != null
          && sql.getSQLState().matches(REFUSED)) {
        return true;
      }
    }
    return false;
  }
}
