package dev.tidings.analytics.live;

import dev.tidings.platform.event.Timestamps;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;

/**
 * Adds hits to the live buckets and to the sums of their day, in the transaction of the hits' rows.
 * Rows are locked in the order of their keys, so that several consumers can't block each other for
 * good.
 */
@Singleton
public final class LiveCounters {

  private static final String ADD_TO_BUCKETS =
      """
      with hit as (
        select * from unnest(?::text[], ?::text[], ?::text[], ?::boolean[], ?::timestamptz[])
          as hit (workspace, site, visitor, pageview, starts_at)
      ), newcomer as (
        insert into live_visitors (workspace, site, starts_at, visitor)
        select distinct workspace, site, starts_at, visitor from hit order by 1, 2, 3, 4
        on conflict do nothing
        returning workspace, site, starts_at
      ), newcomers as (
        select workspace, site, starts_at, count(*) as visitors from newcomer group by 1, 2, 3
      )
      insert into live_buckets as bucket
        (workspace, site, starts_at, pageviews, visitors, events, unpublished)
      select workspace, site, starts_at, count(*) filter (where pageview),
             coalesce(max(visitors), 0), count(*) filter (where not pageview), true
      from hit left join newcomers using (workspace, site, starts_at)
      group by 1, 2, 3 order by 1, 2, 3
      on conflict (workspace, site, starts_at) do update
      set pageviews = bucket.pageviews + excluded.pageviews,
          visitors = bucket.visitors + excluded.visitors,
          events = bucket.events + excluded.events,
          unpublished = true
      """;

  private static final String ADD_TO_DAYS =
      """
      with hit as (
        select * from unnest(?::text[], ?::text[], ?::text[], ?::boolean[], ?::date[])
          as hit (workspace, site, visitor, pageview, day)
      ), newcomer as (
        insert into day_visitors (workspace, site, day, visitor)
        select distinct workspace, site, day, visitor from hit order by 1, 2, 3, 4
        on conflict do nothing
        returning workspace, site, day
      ), newcomers as (
        select workspace, site, day, count(*) as visitors from newcomer group by 1, 2, 3
      )
      insert into site_days as total (workspace, site, day, pageviews, visitors, events)
      select workspace, site, day, count(*) filter (where pageview),
             coalesce(max(visitors), 0), count(*) filter (where not pageview)
      from hit left join newcomers using (workspace, site, day)
      group by 1, 2, 3 order by 1, 2, 3
      on conflict (workspace, site, day) do update
      set pageviews = total.pageviews + excluded.pageviews,
          visitors = total.visitors + excluded.visitors,
          events = total.events + excluded.events
      """;

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
    Instant oldest = clock.instant().minus(config.window());
    var live = hits.stream().filter(hit -> hit.at().isAfter(oldest)).toList();
    add(connection, ADD_TO_BUCKETS, live, hit -> Timestamps.format(Bucket.of(hit.at()).start()));
    add(
        connection,
        ADD_TO_DAYS,
        hits,
        hit -> LocalDate.ofInstant(hit.at(), ZoneOffset.UTC).toString());
  }

  private static void add(
      Connection connection, String sql, List<Counted> hits, Function<Counted, String> period)
      throws SQLException {
    if (hits.isEmpty()) {
      return;
    }
    var columns =
        List.<Function<Counted, String>>of(
            Counted::workspace,
            Counted::site,
            Counted::visitor,
            hit -> String.valueOf(hit.pageview()),
            period);
    try (PreparedStatement add = connection.prepareStatement(sql)) {
      for (int i = 0; i < columns.size(); i++) {
        add.setArray(
            i + 1, connection.createArrayOf("text", hits.stream().map(columns.get(i)).toArray()));
      }
      add.executeUpdate();
    }
  }
}
