package dev.tidings.analytics.warehouse;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * The partitions of the tables by UTC day: there before a day's first hit, gone as a whole when
 * nobody may know of the day any more.
 */
@Singleton
public final class DayPartitions {

  private static final Logger LOG = Logger.getLogger(DayPartitions.class);

  private static final List<String> TABLES =
      List.of("page_views", "visitor_events", "page_engagements", "visitor_sessions");

  private static final DateTimeFormatter SUFFIX = DateTimeFormatter.BASIC_ISO_DATE;

  private static final String LOCK =
      "select pg_advisory_xact_lock(hashtext('tidings.analytics.partitions'),"
          + " hashtext(current_schema()))";

  private static final String EXISTING =
      """
      select child.relname from pg_inherits
      join pg_class child on child.oid = inhrelid
      join pg_class parent on parent.oid = inhparent
      where parent.oid = to_regclass(?)
      """;

  private final AgroalDataSource dataSource;
  private final WarehouseConfig config;
  private final Clock clock;
  private final Set<LocalDate> known = ConcurrentHashMap.newKeySet();

  DayPartitions(AgroalDataSource dataSource, WarehouseConfig config, Clock clock) {
    this.dataSource = dataSource;
    this.config = config;
    this.clock = clock;
  }

  /** When the oldest day begins of which anything is kept. */
  Instant oldest() {
    return clock.instant().minus(config.retention()).truncatedTo(ChronoUnit.DAYS);
  }

  /** Makes sure that the days have their partitions, in a transaction of its own. */
  void ensure(Collection<LocalDate> days) {
    List<LocalDate> missing = days.stream().filter(day -> !known.contains(day)).sorted().toList();
    if (missing.isEmpty()) {
      return;
    }
    QuarkusTransaction.requiringNew().run(() -> make(missing));
    known.addAll(missing);
  }

  private void make(List<LocalDate> days) {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(LOCK);
      for (String table : TABLES) {
        Set<String> existing = Set.copyOf(existing(connection, table));
        for (LocalDate day : days) {
          String partition = table + "_" + SUFFIX.format(day);
          if (!existing.contains(partition)) {
            statement.execute(
                "create table %s partition of %s for values from ('%s 00:00:00+00') to ('%s 00:00:00+00')"
                    .formatted(partition, table, day, day.plusDays(1)));
          }
        }
      }
    } catch (SQLException e) {
      throw new HitStoreException(e);
    }
  }

  /** Makes tomorrow's partitions while nobody waits for them. */
  @Scheduled(every = "1h", delayed = "10s")
  void makeTomorrows() {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    ensure(List.of(today, today.plusDays(1)));
  }

  /** Drops the days that are over. */
  @Scheduled(every = "1h", delayed = "2m")
  void dropOld() {
    dropBefore(LocalDate.ofInstant(oldest(), ZoneOffset.UTC));
  }

  /** Drops the partitions of all days before one. */
  void dropBefore(LocalDate oldest) {
    for (String table : TABLES) {
      for (String partition : partitionsBefore(table, oldest)) {
        try (Connection connection = dataSource.getConnection();
            Statement statement = connection.createStatement()) {
          // Readers are not kept waiting behind a drop that waits itself.
          statement.execute("set lock_timeout = '2s'");
          statement.execute("drop table if exists " + partition);
          statement.execute("reset lock_timeout");
          LOG.infof("Dropped %s", partition);
        } catch (SQLException e) {
          LOG.warnf("%s cannot be dropped now, will try again: %s", partition, e.getMessage());
        }
      }
    }
    known.removeIf(day -> day.isBefore(oldest));
  }

  private List<String> partitionsBefore(String table, LocalDate oldest) {
    try (Connection connection = dataSource.getConnection()) {
      return existing(connection, table).stream()
          .filter(
              partition ->
                  LocalDate.parse(partition.substring(table.length() + 1), SUFFIX).isBefore(oldest))
          .sorted()
          .toList();
    } catch (SQLException e) {
      throw new HitStoreException(e);
    }
  }

  private static List<String> existing(Connection connection, String table) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(EXISTING)) {
      select.setString(1, table);
      var names = new ArrayList<String>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          names.add(row.getString(1));
        }
      }
      return names;
    }
  }
}
