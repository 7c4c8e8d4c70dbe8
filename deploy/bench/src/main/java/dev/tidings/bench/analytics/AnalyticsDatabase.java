package dev.tidings.bench.analytics;

import dev.tidings.bench.server.TargetException;
import dev.tidings.bench.tidings.SystemDatabase;
import dev.tidings.bench.tidings.TidingsTarget;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import org.postgresql.PGConnection;

/** What the benchmarks ask and do in the schema of analytics. */
final class AnalyticsDatabase implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(20);
  private static final Duration PATIENCE = Duration.ofMinutes(20);

  private final SystemDatabase database;

  private AnalyticsDatabase(SystemDatabase database) {
    this.database = database;
  }

  static AnalyticsDatabase of(TidingsTarget system) throws TargetException {
    return new AnalyticsDatabase(SystemDatabase.of(system, "analytics"));
  }

  /** How many records of the topic are settled. */
  long settled() throws SQLException {
    return number("select coalesce(sum(next_offset), 0) from hit_offsets");
  }

  void awaitSettled(long records) throws SQLException, InterruptedException {
    await("select coalesce(sum(next_offset), 0) >= " + records + " from hit_offsets");
  }

  /** Waits until a statement answers true. */
  void await(String condition) throws SQLException, InterruptedException {
    database.await(condition, POLL, PATIENCE);
  }

  /**
   * Copies rows of a table into one of the same columns and indexes.
   *
   * @param condition says which
   * @return how long it took, in seconds
   */
  double copy(String table, String condition) throws SQLException {
    String copy = "bench_" + table;
    try (var rows = new ByteArrayOutputStream()) {
      var copies = database.connection().unwrap(PGConnection.class).getCopyAPI();
      copies.copyOut(
          "copy (select * from %s where %s) to stdout (format binary)".formatted(table, condition),
          rows);
      execute("create table %s (like %s including all)".formatted(copy, table));
      execute("checkpoint");
      byte[] bytes = rows.toByteArray();
      long begin = System.nanoTime();
      copies.copyIn(
          "copy %s from stdin (format binary)".formatted(copy), new ByteArrayInputStream(bytes));
      double seconds = (System.nanoTime() - begin) / 1e9;
      execute("drop table " + copy);
      return seconds;
    } catch (IOException e) {
      throw new SQLException("the rows can't be copied", e);
    }
  }

  void execute(String sql) throws SQLException {
    database.execute(sql);
  }

  long number(String sql) throws SQLException {
    return database.number(sql);
  }

  /** Whether a statement answers true. */
  boolean holds(String sql) throws SQLException {
    return database.holds(sql);
  }

  @Override
  public void close() throws TargetException {
    database.close();
  }
}
