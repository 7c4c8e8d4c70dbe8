package dev.tidings.platform.store;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Runs statements. A parameter is what JDBC takes, an {@link Instant}, or a collection of texts for
 * a {@code text[]}. Safe for use by several threads.
 */
@ApplicationScoped
public class Sql {

  private final AgroalDataSource dataSource;

  Sql(AgroalDataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Runs a statement that changes something.
   *
   * @return how many rows it changed
   */
  public int update(String statement, Object... parameters) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement prepared = prepare(connection, statement, parameters)) {
      return prepared.executeUpdate();
    } catch (SQLException e) {
      throw new StoreException("A change cannot be stored", e);
    }
  }

  /** The rows that a statement answers, in its order. */
  public <T> List<T> list(String statement, RowReader<? extends T> reader, Object... parameters) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement prepared = prepare(connection, statement, parameters);
        ResultSet row = prepared.executeQuery()) {
      var found = new ArrayList<T>();
      while (row.next()) {
        found.add(reader.read(row));
      }
      return found;
    } catch (SQLException e) {
      throw new StoreException("Rows cannot be read", e);
    }
  }

  /** The first row that a statement answers. */
  public <T> Optional<T> first(
      String statement, RowReader<? extends T> reader, Object... parameters) {
    return this.<T>list(statement, reader, parameters).stream().findFirst();
  }

  /** The number in the one row that a statement answers. */
  public long number(String statement, Object... parameters) {
    return this.<Long>list(statement, row -> row.getLong(1), parameters).getFirst();
  }

  private static PreparedStatement prepare(
      Connection connection, String statement, Object... parameters) throws SQLException {
    PreparedStatement prepared = connection.prepareStatement(statement);
    try {
      for (int i = 0; i < parameters.length; i++) {
        prepared.setObject(i + 1, converted(connection, parameters[i]));
      }
      return prepared;
    } catch (SQLException e) {
      prepared.close();
      throw e;
    }
  }

  private static Object converted(Connection connection, Object parameter) throws SQLException {
    return switch (parameter) {
      case Instant time -> time.atOffset(ZoneOffset.UTC);
      case Collection<?> texts -> connection.createArrayOf("text", texts.toArray());
      case null, default -> parameter;
    };
  }
}
