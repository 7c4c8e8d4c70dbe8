package dev.tidings.analytics.live;

import dev.tidings.analytics.distinct.DistinctVisitors;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Adds hits to the live buckets and to the sums of their day, in the transaction of the hits' rows.
 * Rows are locked in the order of their keys, so that several consumers can't block each other for
 * good.
 */
@Singleton
public final class LiveCounters {

  private static final Table BUCKETS =
      new Table(
          "live_buckets", "starts_at", "to_timestamp(start)", ", unpublished = true", ", true");
  private static final Table DAYS =
      new Table("site_days", "day", "(to_timestamp(start) at time zone 'UTC')::date", "", "");
  private static final Duration DAY = Duration.ofDays(1);

  private final LiveConfig config;
  private final Clock clock;

  LiveCounters(LiveConfig config, Clock clock) {
    this.config = config;
    this.clock = clock;
  }

  /**
   * Counts hits that have not been counted before. Those older than the live window count for their
   * day only.
   *
   * @param connection of the transaction that stores the hits
   */
  public void add(Connection connection, List<Counted> hits) throws SQLException {
    if (hits.isEmpty()) {
      return;
    }
    Instant oldest = clock.instant().minus(config.window());
    Map<Key, Sums> buckets = new HashMap<>();
    Map<Key, Sums> days = new HashMap<>();
    for (Counted hit : hits) {
      long visitor = DistinctVisitors.hash(hit.visitor());
      if (hit.at().isAfter(oldest)) {
        sums(buckets, hit, Bucket.WIDTH).add(hit, visitor);
      }
      sums(days, hit, DAY).add(hit, visitor);
    }
    add(connection, BUCKETS, new TreeMap<>(buckets));
    add(connection, DAYS, new TreeMap<>(days));
  }

  private static Sums sums(Map<Key, Sums> sums, Counted hit, Duration width) {
    long second = hit.at().getEpochSecond();
    long start = second - Math.floorMod(second, width.toSeconds());
    return sums.computeIfAbsent(new Key(hit.workspace(), hit.site(), start), key -> new Sums());
  }

  private static void add(Connection connection, Table table, SortedMap<Key, Sums> sums)
      throws SQLException {
    if (sums.isEmpty()) {
      return;
    }
    execute(connection, table.makeRows(), sums.keySet());
    try (PreparedStatement lock = connection.prepareStatement(table.lockRows())) {
      bind(connection, lock, sums.keySet());
      try (ResultSet row = lock.executeQuery()) {
        // In the order of the keys, as they were given.
        while (row.next()) {
          sums.get(new Key(row.getString(1), row.getString(2), row.getLong(3)))
              .visitors
              .add(row.getBytes(4));
        }
      }
    }
    try (PreparedStatement update = connection.prepareStatement(table.addToRows())) {
      int next = bind(connection, update, sums.keySet());
      update.setArray(next, array(connection, "bigint", sums.values(), sum -> sum.pageviews));
      update.setArray(next + 1, array(connection, "bigint", sums.values(), sum -> sum.events));
      update.setArray(
          next + 2,
          connection.createArrayOf(
              "bytea",
              sums.values().stream().map(sum -> sum.visitors.toBytes()).toArray(byte[][]::new)));
      update.executeUpdate();
    }
  }

  private static void execute(Connection connection, String sql, Collection<Key> keys)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(connection, statement, keys);
      statement.executeUpdate();
    }
  }

  /** The number of the first parameter that is still to be set. */
  private static int bind(Connection connection, PreparedStatement statement, Collection<Key> keys)
      throws SQLException {
    statement.setArray(1, array(connection, "text", keys, Key::workspace));
    statement.setArray(2, array(connection, "text", keys, Key::site));
    statement.setArray(3, array(connection, "bigint", keys, Key::start));
    return 4;
  }

  private static <T> Array array(
      Connection connection, String type, Collection<T> values, Function<T, Object> value)
      throws SQLException {
    return connection.createArrayOf(type, values.stream().map(value).toArray());
  }

  /** What is counted of one period. */
  private static final class Sums {
    private final DistinctVisitors visitors = new DistinctVisitors();
    private long pageviews;
    private long events;

    void add(Counted hit, long visitor) {
      visitors.addHash(visitor);
      if (hit.pageview()) {
        pageviews++;
      } else {
        events++;
      }
    }
  }

  /** A period by the second of the epoch in which it starts. */
  private record Key(String workspace, String site, long start) implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::workspace).thenComparing(Key::site).thenComparingLong(Key::start);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  /**
   * A table of sums.
   *
   * @param period the column that says of when
   * @param ofStart its value by {@code start}, the second in which it starts
   * @param changed what else an addition sets
   * @param made what else a new row has
   */
  private record Table(String name, String period, String ofStart, String changed, String made) {

    String makeRows() {
      return """
      insert into %1$s
      select workspace, site, %2$s, 0, 0, ''::bytea%3$s
      from unnest(?::text[], ?::text[], ?::bigint[]) as given (workspace, site, start)
      on conflict do nothing
      """
          .formatted(name, ofStart, made);
    }

    String lockRows() {
      return """
      select given.workspace, given.site, given.start, stored.visitors
      from unnest(?::text[], ?::text[], ?::bigint[])
        with ordinality as given (workspace, site, start, place)
      join %1$s stored on (stored.workspace, stored.site, stored.%2$s)
        = (given.workspace, given.site, %3$s)
      order by given.place for update of stored
      """
          .formatted(name, period, ofStart);
    }

    String addToRows() {
      return """
      update %1$s stored
      set pageviews = stored.pageviews + given.pageviews, events = stored.events + given.events,
          visitors = given.visitors%4$s
      from unnest(?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bytea[])
        as given (workspace, site, start, pageviews, events, visitors)
      where (stored.workspace, stored.site, stored.%2$s)
        = (given.workspace, given.site, %3$s)
      """
          .formatted(name, period, ofStart, changed);
    }
  }
}
