package dev.tidings.analytics.live;

import dev.tidings.analytics.distinct.DistinctVisitors;
import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * The statements on the live tables; each takes part in the caller's transaction, if there is one.
 */
@Singleton
final class LiveTables {

  private static final String SITES_DUE =
      """
      select distinct workspace, site from live_buckets
      where unpublished and starts_at <= ? order by 1, 2
      """;

  /** One announcer of a site at a time, so that its announcements keep their order. */
  private static final String TAKE_TURN =
      """
      select pg_try_advisory_xact_lock(
        hashtext('tidings.analytics.live'), hashtext(current_schema() || '/' || ? || '/' || ?))
      """;

  private static final String TAKE_DUE =
      """
      with due as (
        select workspace, site, starts_at from live_buckets
        where unpublished and workspace = ? and site = ? and starts_at <= ?
        order by starts_at for update
      ), taken as (
        update live_buckets bucket set unpublished = false from due
        where (bucket.workspace, bucket.site, bucket.starts_at)
            = (due.workspace, due.site, due.starts_at)
        returning bucket.*
      )
      select starts_at, pageviews, events, visitors from taken order by starts_at
      """;

  private static final String OPEN =
      """
      insert into live_buckets (workspace, site, starts_at, pageviews, events, visitors, unpublished)
      values (?, ?, ?, 0, 0, '', true) on conflict do nothing
      """;

  private static final String RECENT =
      """
      select starts_at, pageviews, events, visitors from live_buckets
      where workspace = ? and site = ? and starts_at >= ? and pageviews + events > 0
      order by starts_at
      """;

  private static final String RECENT_VISITORS =
      """
      select visitors from live_buckets
      where workspace = ? and site = ? and starts_at >= ?
      """;

  private static final String DAY =
      """
      select pageviews, events, visitors from site_days
      where workspace = ? and site = ? and day = ?
      """;

  private final AgroalDataSource dataSource;

  LiveTables(AgroalDataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** The sites with unpublished buckets that start no later than the given time. */
  List<SiteName> sitesDue(Instant latestStart) {
    return query(SITES_DUE, row -> new SiteName(row.getString(1), row.getString(2)), latestStart);
  }

  /**
   * Whether the present transaction may announce the site's buckets; no other may until its end.
   */
  boolean takeTurn(SiteName site) {
    return query(TAKE_TURN, row -> row.getBoolean(1), site.workspace(), site.site()).getFirst();
  }

  /** The site's unpublished buckets, which are unpublished no more. */
  List<BucketView> takeDue(SiteName site, Instant latestStart) {
    return query(TAKE_DUE, LiveTables::bucket, site.workspace(), site.site(), latestStart);
  }

  /** Has the bucket announced when it is over, whether or not anything happens in it. */
  void open(SiteName site, Bucket bucket) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert = connection.prepareStatement(OPEN)) {
      bind(insert, site.workspace(), site.site(), bucket.start());
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new LiveTablesException(e);
    }
  }

  /** The site's buckets from a time on in which something happened, oldest first. */
  List<BucketView> recent(SiteName site, Instant from) {
    return query(RECENT, LiveTables::bucket, site.workspace(), site.site(), from);
  }

  /** How many different visitors the site's buckets from a time on hold. */
  long recentVisitors(SiteName site, Instant from) {
    var visitors = new DistinctVisitors();
    query(RECENT_VISITORS, row -> row.getBytes(1), site.workspace(), site.site(), from)
        .forEach(visitors::add);
    return visitors.count().rounded();
  }

  /** The sums of a UTC day. */
  TotalsView day(SiteName site, LocalDate day) {
    Instant since = day.atStartOfDay(ZoneOffset.UTC).toInstant();
    return query(
            DAY,
            row -> new TotalsView(since, row.getLong(1), visitors(row, 3), row.getLong(2)),
            site.workspace(),
            site.site(),
            day)
        .stream()
        .findFirst()
        .orElse(new TotalsView(since, 0, 0, 0));
  }

  /** Deletes buckets that start before a time, and the sums of days before a day. */
  void forget(Instant bucketsBefore, LocalDate daysBefore) {
    delete("delete from live_buckets where starts_at < ?", bucketsBefore);
    delete("delete from site_days where day < ?", daysBefore);
  }

  private void delete(String sql, Object before) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement delete = connection.prepareStatement(sql)) {
      bind(delete, before);
      delete.executeUpdate();
    } catch (SQLException e) {
      throw new LiveTablesException(e);
    }
  }

  private <T> List<T> query(String sql, Row<T> row, Object... parameters) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      bind(select, parameters);
      var result = new ArrayList<T>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          result.add(row.read(rows));
        }
      }
      return result;
    } catch (SQLException e) {
      throw new LiveTablesException(e);
    }
  }

  private static void bind(PreparedStatement statement, Object... parameters) throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      Object parameter = parameters[i];
      statement.setObject(
          i + 1, parameter instanceof Instant time ? time.atOffset(ZoneOffset.UTC) : parameter);
    }
  }

  private static BucketView bucket(ResultSet row) throws SQLException {
    return new BucketView(
        row.getObject(1, OffsetDateTime.class).toInstant(),
        row.getLong(2),
        visitors(row, 4),
        row.getLong(3));
  }

  private static long visitors(ResultSet row, int column) throws SQLException {
    return DistinctVisitors.of(row.getBytes(column)).count().rounded();
  }

  /** A site within its workspace. */
  record SiteName(String workspace, String site) {}

  @FunctionalInterface
  private interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }
}
