package dev.tidings.analytics.rollup;

import dev.tidings.analytics.session.SiteHours;
import dev.tidings.analytics.session.SiteHours.SiteHour;
import dev.tidings.platform.event.Timestamps;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.SortedSet;
import java.util.stream.Stream;

/** Says which hours have changed, in the transaction of the change. */
@Singleton
public final class StaleHours {

  private static final String ADD =
      """
      insert into stale_hours (workspace, site, starts_at, since, touched_at)
      select workspace, site, starts_at::timestamptz, ?, ?
      from unnest(?::text[], ?::text[], ?::text[]) as given (workspace, site, starts_at)
      on conflict (workspace, site, starts_at) do update
      set touched_at = excluded.touched_at
      """;

  private final Clock clock;

  StaleHours(Clock clock) {
    this.clock = clock;
  }

  /** The hours are no longer what was summed up. */
  public void add(Connection connection, SiteHours touched) throws SQLException {
    // In one order, so that two writers with the same hours wait for each other in turn.
    SortedSet<SiteHour> hours = touched.all();
    if (hours.isEmpty()) {
      return;
    }
    var now = clock.instant().atOffset(ZoneOffset.UTC);
    try (PreparedStatement insert = connection.prepareStatement(ADD)) {
      insert.setObject(1, now);
      insert.setObject(2, now);
      insert.setArray(3, texts(connection, hours.stream().map(SiteHour::workspace)));
      insert.setArray(4, texts(connection, hours.stream().map(SiteHour::site)));
      insert.setArray(
          5, texts(connection, hours.stream().map(hour -> Timestamps.format(hour.startsAt()))));
      insert.executeUpdate();
    }
  }

  private static Array texts(Connection connection, Stream<String> values) throws SQLException {
    return connection.createArrayOf("text", values.toArray(String[]::new));
  }
}
