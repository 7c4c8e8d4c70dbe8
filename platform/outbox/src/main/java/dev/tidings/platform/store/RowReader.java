package dev.tidings.platform.store;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Makes a value of the present row. */
@FunctionalInterface
public interface RowReader<T> {

  /** Reads the row without moving on. */
  T read(ResultSet row) throws SQLException;
}
