package dev.tidings.analytics.rollup;

import dev.tidings.analytics.rollup.RollupTables.Grain;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/**
 * Sums hours up once they have come to rest, and days once their hours have. What changes while an
 * hour is summed up keeps it stale. Replicas may all do it: a site is one's at a time.
 */
@Singleton
public final class Rollups {

  private static final Logger LOG = Logger.getLogger(Rollups.class);

  private static final String SNAPSHOT = "set transaction isolation level repeatable read";

  private static final String TAKE_TURN =
      """
      select pg_try_advisory_xact_lock(
        hashtext('tidings.analytics.rollup'), hashtext(current_schema() || '/' || ? || '/' || ?))
      """;

  private static final String DUE_HOURS =
      """
      select workspace, site, starts_at from stale_hours
      where starts_at <= ? and (touched_at <= ? or since <= ?)
      order by starts_at limit 1000
      """;

  private static final String DUE_DAYS =
      """
      select workspace, site, starts_at from stale_days day
      where starts_at <= ?
        and not exists (select from stale_hours hour
          where (hour.workspace, hour.site) = (day.workspace, day.site)
            and hour.starts_at >= day.starts_at
            and hour.starts_at < day.starts_at + interval '24 hours')
      order by starts_at limit 1000
      """;

  private static final List<Breakdown> BREAKDOWNS = breakdowns();

  private final AgroalDataSource dataSource;
  private final RollupConfig config;
  private final Clock clock;

  Rollups(AgroalDataSource dataSource, RollupConfig config, Clock clock) {
    this.dataSource = dataSource;
    this.config = config;
    this.clock = clock;
  }

  private static List<Breakdown> breakdowns() {
    var breakdowns = new ArrayList<Breakdown>();
    breakdowns.add(new Breakdown.All());
    for (Dimension dimension : Dimension.values()) {
      breakdowns.add(new Breakdown.ByDimension(dimension));
    }
    return List.copyOf(breakdowns);
  }

  @Scheduled(
      every = "${tidings.analytics.rollup.every:20s}",
      delayed = "5s",
      concurrentExecution = ConcurrentExecution.SKIP)
  void sumUp() {
    if (config.enabled()) {
      sumUp(clock.instant());
    }
  }

  /** Sums up what is due at a time. */
  public void sumUp(Instant now) {
    Instant lastHour = now.minus(Duration.ofHours(1));
    for (Due hour :
        due(DUE_HOURS, lastHour, now.minus(config.quiet()), now.minus(config.patience()))) {
      attempt(() -> sumUpHour(hour));
    }
    for (Due day : due(DUE_DAYS, now.minus(Duration.ofDays(1)))) {
      attempt(() -> sumUpDay(day));
    }
  }

  @Scheduled(every = "1h", delayed = "3m")
  void forgetOld() {
    Instant now = clock.instant();
    // By whole days, as rows are: a day is told by all of its hours or by none.
    forget(
        "grain = 'hour' and dimension <> 'all' and starts_at < ?",
        now.minus(config.hourRetention()).truncatedTo(ChronoUnit.DAYS));
    forget("starts_at < ?", now.minus(config.dayRetention()));
  }

  private void forget(String which, Instant before) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement delete =
            connection.prepareStatement("delete from rollups where " + which)) {
      delete.setObject(1, before.atOffset(ZoneOffset.UTC));
      delete.executeUpdate();
    } catch (SQLException e) {
      throw new RollupException(e);
    }
  }

  /** What another replica or a new hit gets in the way of is done later. */
  private static void attempt(Runnable sumUp) {
    try {
      QuarkusTransaction.requiringNew().timeout(600).run(sumUp);
    } catch (RuntimeException e) {
      LOG.debugf(e, "Not summed up now");
    }
  }

  private void sumUpHour(Due hour) {
    try (Connection connection = dataSource.getConnection()) {
      var span = new Span(hour.startsAt, hour.startsAt.plus(1, ChronoUnit.HOURS));
      if (!takeTurn(connection, hour)
          || RollupTables.staleHours(connection, hour.workspace, hour.site, span).isEmpty()) {
        return;
      }
      Map<String, Map<String, Sums>> sums = new HashMap<>();
      RowSums.read(
          connection,
          hour.workspace,
          hour.site,
          span,
          BREAKDOWNS,
          List.of(),
          new ByDimension(sums));
      sums.replaceAll((dimension, byValue) -> limited(byValue));
      RollupTables.replace(connection, hour.workspace, hour.site, Grain.HOUR, hour.startsAt, sums);
      execute(
          connection,
          "insert into stale_days (workspace, site, starts_at) values (?, ?, ?)"
              + " on conflict do nothing",
          new Due(hour.workspace, hour.site, hour.startsAt.truncatedTo(ChronoUnit.DAYS)));
      // Fails if the hour has been touched meanwhile: then all of this is undone.
      execute(
          connection,
          "delete from stale_hours where workspace = ? and site = ? and starts_at = ?",
          hour);
    } catch (SQLException e) {
      throw new RollupException(e);
    }
  }

  private void sumUpDay(Due day) {
    try (Connection connection = dataSource.getConnection()) {
      var span = new Span(day.startsAt, day.startsAt.plus(1, ChronoUnit.DAYS));
      if (!takeTurn(connection, day)
          || !RollupTables.staleHours(connection, day.workspace, day.site, span).isEmpty()) {
        return;
      }
      Map<String, Map<String, Sums>> sums = new HashMap<>();
      RollupTables.read(
          connection,
          day.workspace,
          day.site,
          Grain.HOUR,
          null,
          new Values.All(),
          IntStream.range(0, 24).mapToObj(i -> day.startsAt.plus(i, ChronoUnit.HOURS)).toList(),
          (startsAt, dimension, value, stored) ->
              sums.computeIfAbsent(dimension, each -> new HashMap<>())
                  .computeIfAbsent(value, each -> new Sums())
                  .addStored(stored));
      sums.replaceAll((dimension, byValue) -> limited(byValue));
      RollupTables.replace(connection, day.workspace, day.site, Grain.DAY, day.startsAt, sums);
      execute(
          connection,
          "delete from stale_days where workspace = ? and site = ? and starts_at = ?",
          day);
    } catch (SQLException e) {
      throw new RollupException(e);
    }
  }

  /** The values with the most hits; what the others have together is one value's more. */
  private Map<String, Sums> limited(Map<String, Sums> byValue) {
    if (byValue.size() <= config.maxValues()) {
      return byValue;
    }
    List<Map.Entry<String, Sums>> most =
        byValue.entrySet().stream()
            .sorted(
                Comparator.comparingLong(
                        (Map.Entry<String, Sums> each) ->
                            each.getValue().counts().pageviews + each.getValue().counts().events)
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey()))
            .toList();
    var limited = new HashMap<String, Sums>();
    var others = new Sums();
    for (Map.Entry<String, Sums> each : most) {
      if (limited.size() < config.maxValues() - 1 && !each.getKey().equals(RollupTables.OTHER)) {
        limited.put(each.getKey(), each.getValue());
      } else {
        others.add(each.getValue());
      }
    }
    limited.put(RollupTables.OTHER, others);
    return limited;
  }

  private boolean takeTurn(Connection connection, Due due) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(SNAPSHOT);
    }
    try (PreparedStatement lock = connection.prepareStatement(TAKE_TURN)) {
      lock.setString(1, due.workspace);
      lock.setString(2, due.site);
      try (ResultSet row = lock.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  private static void execute(Connection connection, String sql, Due due) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, due);
      statement.executeUpdate();
    }
  }

  private static void bind(PreparedStatement statement, Due due) throws SQLException {
    statement.setString(1, due.workspace);
    statement.setString(2, due.site);
    statement.setObject(3, due.startsAt.atOffset(ZoneOffset.UTC));
  }

  private List<Due> due(String sql, Instant... times) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      for (int i = 0; i < times.length; i++) {
        select.setObject(i + 1, times[i].atOffset(ZoneOffset.UTC));
      }
      var due = new ArrayList<Due>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          due.add(
              new Due(
                  row.getString(1),
                  row.getString(2),
                  row.getObject(3, OffsetDateTime.class).toInstant()));
        }
      }
      return due;
    } catch (SQLException e) {
      throw new RollupException(e);
    }
  }

  /** A stretch of a site that is to be summed up. */
  private record Due(String workspace, String site, Instant startsAt) {}

  /** Adds what is counted to the sums of each breakdown's value. */
  private record ByDimension(Map<String, Map<String, Sums>> sums) implements RowSums.Sink {

    @Override
    public void hits(String[] values, long visitor, HitCounts hits) {
      for (int i = 0; i < values.length; i++) {
        of(i, values[i]).addHits(visitor, hits);
      }
    }

    @Override
    public void visits(String[] values, long visits, long bounces, long durationMs) {
      for (int i = 0; i < values.length; i++) {
        if (values[i] != null) {
          of(i, values[i]).addVisits(visits, bounces, durationMs);
        }
      }
    }

    private Sums of(int breakdown, String value) {
      return sums.computeIfAbsent(name(BREAKDOWNS.get(breakdown)), name -> new HashMap<>())
          .computeIfAbsent(value, each -> new Sums());
    }

    private static String name(Breakdown breakdown) {
      return switch (breakdown) {
        case Breakdown.ByDimension(Dimension dimension) -> dimension.wire();
        case Breakdown.All() -> RollupTables.ALL;
        case Breakdown.ByProperty(String name) -> throw new IllegalArgumentException(name);
      };
    }
  }
}
