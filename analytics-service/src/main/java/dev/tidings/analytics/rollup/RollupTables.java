package dev.tidings.analytics.rollup;

import dev.tidings.analytics.copy.CopyRows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The statements on the tables of sums; each takes part in the caller's transaction. */
final class RollupTables {

  /** What is not told apart; no dimension has this name. */
  static final String ALL = "all";

  /** Stands for the values that are too many. */
  static final String OTHER = "(other)";

  private static final String[] NAMES =
      Stream.concat(Stream.of(ALL), Arrays.stream(Dimension.values()).map(Dimension::wire))
          .toArray(String[]::new);

  private static final String COLUMNS =
      "workspace, site, grain, dimension, starts_at, value, pageviews, events, visits, bounces,"
          + " duration_ms, engaged_ms, visitors";

  /** How long a sum's stretch is. */
  enum Grain {
    HOUR("hour"),
    DAY("day");

    private final String wire;

    Grain(String wire) {
      this.wire = wire;
    }
  }

  /** Takes stored sums. */
  interface Sink {
    void sums(Instant startsAt, String dimension, String value, Stored sums);
  }

  /** Sums of one value, as they are stored. */
  record Stored(
      long pageviews,
      long events,
      long visits,
      long bounces,
      long durationMs,
      long engagedMs,
      byte[] visitors) {}

  private RollupTables() {}

  /** Has the sums of a stretch replaced. */
  static void replace(
      Connection connection,
      String workspace,
      String site,
      Grain grain,
      Instant startsAt,
      Map<String, Map<String, Sums>> sums)
      throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "delete from rollups where workspace = ? and site = ? and grain = ?"
                + " and dimension = any (?) and starts_at = ?")) {
      delete.setString(1, workspace);
      delete.setString(2, site);
      delete.setString(3, grain.wire);
      delete.setArray(4, connection.createArrayOf("text", NAMES));
      delete.setObject(5, startsAt.atOffset(ZoneOffset.UTC));
      delete.executeUpdate();
    }
    var rows = new CopyRows("rollups", COLUMNS, 1);
    sums.forEach(
        (dimension, byValue) ->
            byValue.forEach(
                (value, sum) ->
                    rows.row()
                        .text(workspace)
                        .text(site)
                        .text(grain.wire)
                        .text(dimension)
                        .time(startsAt)
                        .text(value)
                        .number(sum.pageviews())
                        .number(sum.events())
                        .number(sum.visits())
                        .number(sum.bounces())
                        .number(sum.durationMs())
                        .number(sum.engagedMs())
                        .binary(sum.visitors().toBytes())));
    rows.write(connection);
  }

  /**
   * Reads sums.
   *
   * @param dimension null for all
   * @param values null for all
   */
  static void read(
      Connection connection,
      String workspace,
      String site,
      Grain grain,
      String dimension,
      Collection<String> values,
      Collection<Instant> startsAt,
      Sink sink)
      throws SQLException {
    if (startsAt.isEmpty()) {
      return;
    }
    var query =
        new RowQuery()
            .add(
                """
                select starts_at, dimension, value, pageviews, events, visits, bounces, duration_ms,
                       engaged_ms, visitors
                from rollups
                where workspace = ? and site = ? and grain = ? and starts_at = any (?::timestamptz[])
                """,
                workspace,
                site,
                grain.wire,
                startsAt.stream().map(Instant::toString).toList());
    query.add(
        "and dimension = any (?)", dimension == null ? Arrays.asList(NAMES) : List.of(dimension));
    if (values != null) {
      query.add("and value = any (?)", List.copyOf(values));
    }
    try (PreparedStatement select = query.prepare(connection)) {
      select.setFetchSize(2_000);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          sink.sums(
              row.getObject(1, OffsetDateTime.class).toInstant(),
              row.getString(2),
              row.getString(3),
              new Stored(
                  row.getLong(4),
                  row.getLong(5),
                  row.getLong(6),
                  row.getLong(7),
                  row.getLong(8),
                  row.getLong(9),
                  row.getBytes(10)));
        }
      }
    }
  }

  /** The hours of a span that are not what was summed up. */
  static Set<Instant> staleHours(Connection connection, String workspace, String site, Span span)
      throws SQLException {
    return stale(connection, "stale_hours", workspace, site, span);
  }

  /** The days of a span that are not what was summed up of their hours. */
  static Set<Instant> staleDays(Connection connection, String workspace, String site, Span span)
      throws SQLException {
    return stale(connection, "stale_days", workspace, site, span);
  }

  private static Set<Instant> stale(
      Connection connection, String table, String workspace, String site, Span span)
      throws SQLException {
    var query =
        new RowQuery()
            .add(
                "select starts_at from "
                    + table
                    + " where workspace = ? and site = ?"
                    + " and starts_at >= ? and starts_at < ?",
                workspace,
                site,
                span.from().atOffset(ZoneOffset.UTC),
                span.to().atOffset(ZoneOffset.UTC));
    try (PreparedStatement select = query.prepare(connection);
        ResultSet row = select.executeQuery()) {
      var times = new TreeSet<Instant>();
      while (row.next()) {
        times.add(row.getObject(1, OffsetDateTime.class).toInstant());
      }
      return times;
    }
  }
}
