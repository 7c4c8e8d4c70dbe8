package dev.tidings.analytics.rollup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.tidings.analytics.copy.CopyRows;
import dev.tidings.analytics.distinct.DistinctCount;
import dev.tidings.platform.event.Json;
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
          + " duration_ms, engaged_ms, scroll_depth, scrolls, revenue, visitors, visitor_count,"
          + " visitor_variance";

  private static final String PARTS =
      """
      select starts_at, dimension, value, pageviews, events, visits, bounces, duration_ms,
             engaged_ms, scroll_depth, scrolls, revenue::text, visitors
      from rollups
      where workspace = ? and site = ? and grain = ? and starts_at = any (?::timestamptz[])
      """;

  /** Times are given with the span that they belong to. */
  private static final String WHOLES =
      """
      select given.span, value, sum(pageviews), sum(events), sum(visits), sum(bounces),
             sum(duration_ms), sum(engaged_ms), sum(scroll_depth), sum(scrolls),
             jsonb_agg(revenue) filter (where revenue is not null), sum(visitor_count),
             sum(visitor_variance)
      from unnest(?::timestamptz[], ?::int[]) as given (starts_at, span)
        join rollups on rollups.starts_at = given.starts_at
      where workspace = ? and site = ? and grain = ? and dimension = ?
      """;

  /** Only those whose rows are still there. */
  private static final String FOLDED =
      """
      select starts_at from rollups
      where workspace = ? and site = ? and grain = ? and starts_at = any (?::timestamptz[])
        and dimension = ? and value = ?
        and to_regclass('page_views_' || to_char(starts_at at time zone 'UTC', 'YYYYMMDD'))
          is not null
      """;

  private static final TypeReference<Map<String, Long>> REVENUE = new TypeReference<>() {};
  private static final TypeReference<List<Map<String, Long>>> REVENUES = new TypeReference<>() {};

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

  /** Takes the sums of whole days. */
  interface DaysSink {
    void sums(int span, String value, Counts counts, DistinctCount visitors);
  }

  /** Sums of one value, as they are stored. */
  record Stored(Counts counts, byte[] visitors) {}

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
                (value, sum) -> {
                  rows.row().text(workspace).text(site).text(grain.wire).text(dimension);
                  write(rows.time(startsAt).text(value), sum);
                }));
    rows.write(connection);
  }

  private static void write(CopyRows row, Sums sums) {
    Counts counts = sums.counts();
    row.number(counts.pageviews)
        .number(counts.events)
        .number(counts.visits)
        .number(counts.bounces)
        .number(counts.durationMs)
        .number(counts.engagedMs)
        .number(counts.scrollDepth)
        .number(counts.scrolls);
    if (counts.revenueMicros().isEmpty()) {
      row.text(null);
    } else {
      row.json(json(counts.revenueMicros()));
    }
    DistinctCount visitors = sums.visitors().count();
    // A double travels as the bits that it is made of.
    row.binary(sums.visitors().toBytes())
        .number(Double.doubleToLongBits(visitors.value()))
        .number(Double.doubleToLongBits(visitors.variance()));
  }

  /**
   * Reads sums with their sketches.
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
      Values values,
      Collection<Instant> startsAt,
      Sink sink)
      throws SQLException {
    if (startsAt.isEmpty()) {
      return;
    }
    var query = new RowQuery().add(PARTS, workspace, site, grain.wire, texts(startsAt));
    query.add(
        "and dimension = any (?)", dimension == null ? Arrays.asList(NAMES) : List.of(dimension));
    values.limit(query);
    try (PreparedStatement select = query.prepare(connection)) {
      select.setFetchSize(2_000);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          Counts counts = counts(row, 4);
          if (row.getString(12) != null) {
            json(row.getString(12), REVENUE).forEach(counts::pay);
          }
          sink.sums(
              row.getObject(1, OffsetDateTime.class).toInstant(),
              row.getString(2),
              row.getString(3),
              new Stored(counts, row.getBytes(13)));
        }
      }
    }
  }

  /**
   * Reads the sums of days, which have no visitor in common and so need no sketch.
   *
   * @param days with the number of the span that each belongs to
   */
  static void readDays(
      Connection connection,
      String workspace,
      String site,
      String dimension,
      Values values,
      Map<Instant, Integer> days,
      DaysSink sink)
      throws SQLException {
    if (days.isEmpty()) {
      return;
    }
    var query =
        new RowQuery()
            .add(
                WHOLES,
                texts(days.keySet()),
                days.values().stream().map(String::valueOf).toList(),
                workspace,
                site,
                Grain.DAY.wire,
                dimension);
    values.limit(query);
    query.add("group by given.span, value");
    try (PreparedStatement select = query.prepare(connection);
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        Counts counts = counts(row, 3);
        if (row.getString(11) != null) {
          json(row.getString(11), REVENUES).forEach(each -> each.forEach(counts::pay));
        }
        sink.sums(
            row.getInt(1),
            row.getString(2),
            counts,
            new DistinctCount(row.getDouble(12), row.getDouble(13)));
      }
    }
  }

  /** From which stretches values were left out as too many, though their rows still tell them. */
  static Set<Instant> folded(
      Connection connection,
      String workspace,
      String site,
      Grain grain,
      String dimension,
      Collection<Instant> startsAt)
      throws SQLException {
    if (startsAt.isEmpty()) {
      return Set.of();
    }
    return times(
        connection,
        new RowQuery().add(FOLDED, workspace, site, grain.wire, texts(startsAt), dimension, OTHER));
  }

  private static Counts counts(ResultSet row, int first) throws SQLException {
    var counts = new Counts();
    counts.pageviews = row.getLong(first);
    counts.events = row.getLong(first + 1);
    counts.visits = row.getLong(first + 2);
    counts.bounces = row.getLong(first + 3);
    counts.durationMs = row.getLong(first + 4);
    counts.engagedMs = row.getLong(first + 5);
    counts.scrollDepth = row.getLong(first + 6);
    counts.scrolls = row.getLong(first + 7);
    return counts;
  }

  private static List<String> texts(Collection<Instant> times) {
    return times.stream().map(Instant::toString).toList();
  }

  private static String json(Map<String, Long> revenue) {
    try {
      return Json.mapper().writeValueAsString(revenue);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static <T> T json(String text, TypeReference<T> type) {
    try {
      return Json.mapper().readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
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
    return times(connection, query);
  }

  private static Set<Instant> times(Connection connection, RowQuery query) throws SQLException {
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
