package dev.tidings.analytics.live;

import java.sql.SQLException;

/** The live tables could not be used. */
final class LiveTablesException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  LiveTablesException(SQLException cause) {
    super("The live tables cannot be used", cause);
  }
}
