package dev.tidings.analytics;

import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Looks into the service's tables from outside of its code. */
@Singleton
public class Database {

  private final AgroalDataSource dataSource;

  Database(AgroalDataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** The first column of all rows, as text. */
  public List<String> text(String sql, String... parameters) throws SQLException {
    try (var connection = dataSource.getConnection();
        var select = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        select.setString(i + 1, parameters[i]);
      }
      var rows = new ArrayList<String>();
      try (var result = select.executeQuery()) {
        while (result.next()) {
          rows.add(result.getString(1));
        }
      }
      return rows;
    }
  }

  /** All rows of all tables, as text. */
  public String everything() throws SQLException {
    var everything = new StringBuilder();
    List<String> tables =
        text(
            "select table_name from information_schema.tables"
                + " where table_schema = current_schema() and table_type = 'BASE TABLE'");
    for (String table : tables) {
      for (String row : text("select t::text from \"" + table + "\" t")) {
        everything.append(table).append(' ').append(row).append('\n');
      }
    }
    return everything.toString();
  }
}
