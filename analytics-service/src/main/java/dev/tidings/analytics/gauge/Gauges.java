package dev.tidings.analytics.gauge;

import dev.tidings.platform.event.Json;
import dev.tidings.platform.event.Timestamps;
import dev.tidings.platform.store.Sql;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Keeps the newest reading of each gauge. Readings may come in any order and several times: the one
 * with the latest time, and of these the one with the greatest id, is what remains.
 */
@Singleton
public final class Gauges {

  /** How long a point of a gauge's last hour is: as a live bucket. */
  private static final long POINT_SECONDS = 5;

  private static final Duration KEPT = Duration.ofHours(1);

  private static final Comparator<GaugeReading> AGE =
      Comparator.comparing(GaugeReading::at).thenComparing(GaugeReading::eventId);

  private static final String PUT =
      """
      insert into gauges as known (workspace, channel, type, subject, at, event_id, data)
      select workspace, channel, type, subject, at::timestamptz, event_id, data::jsonb
      from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
        as given (workspace, channel, type, subject, at, event_id, data)
      order by 1, 2, 3, 4
      on conflict (workspace, channel, type, subject) do update
      set at = excluded.at, event_id = excluded.event_id, data = excluded.data
      where (known.at, known.event_id collate "C") < (excluded.at, excluded.event_id collate "C")
      """;

  private static final String PUT_POINTS =
      """
      insert into gauge_points as known
        (workspace, channel, type, subject, starts_at, at, event_id, data)
      select workspace, channel, type, subject, starts_at::timestamptz, at::timestamptz, event_id,
             data::jsonb
      from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                  ?::text[])
        as given (workspace, channel, type, subject, at, event_id, data, starts_at)
      order by 1, 2, 3, 4, 5
      on conflict (workspace, channel, type, subject, starts_at) do update
      set at = excluded.at, event_id = excluded.event_id, data = excluded.data
      where (known.at, known.event_id collate "C") < (excluded.at, excluded.event_id collate "C")
      """;

  private final Sql sql;
  private final Clock clock;

  Gauges(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /** Takes readings in, in the present transaction. */
  public void add(Collection<GaugeReading> readings) {
    List<GaugeReading> newest = newest(readings, Key::of);
    if (newest.isEmpty()) {
      return;
    }
    sql.update(PUT, columns(newest));
    Instant oldest = clock.instant().minus(KEPT);
    List<GaugeReading> points =
        newest(readings, reading -> new PointKey(Key.of(reading), point(reading))).stream()
            .filter(reading -> reading.at().isAfter(oldest))
            .toList();
    if (!points.isEmpty()) {
      Object[] columns = columns(points);
      Object[] all = Arrays.copyOf(columns, columns.length + 1);
      all[columns.length] =
          points.stream().map(reading -> Timestamps.format(point(reading))).toList();
      sql.update(PUT_POINTS, all);
    }
  }

  /** The newest readings of a dashboard. */
  public List<GaugeView> of(String workspace, String channel) {
    return sql.list(
        "select channel, type, subject, at, data from gauges"
            + " where workspace = ? and channel = ? order by type, subject limit 1000",
        Gauges::view,
        workspace,
        channel);
  }

  /** What a gauge showed during the last hour, oldest first, at most once in five seconds. */
  List<GaugeView> history(String workspace, String channel, String type, String subject) {
    return sql.list(
        "select channel, type, subject, at, data from gauge_points"
            + " where workspace = ? and channel = ? and type = ? and subject = ?"
            + " and starts_at >= ? order by starts_at",
        Gauges::view,
        workspace,
        channel,
        type,
        subject,
        clock.instant().minus(KEPT));
  }

  @Scheduled(every = "5m", delayed = "1m")
  void forgetOldPoints() {
    sql.update("delete from gauge_points where starts_at < ?", clock.instant().minus(KEPT));
  }

  private static <K> List<GaugeReading> newest(
      Collection<GaugeReading> readings, Function<GaugeReading, K> key) {
    Map<K, GaugeReading> newest = new HashMap<>();
    for (GaugeReading reading : readings) {
      newest.merge(
          key.apply(reading), reading, (one, other) -> AGE.compare(one, other) >= 0 ? one : other);
    }
    return List.copyOf(newest.values());
  }

  private static Object[] columns(List<GaugeReading> readings) {
    return new Object[] {
      readings.stream().map(GaugeReading::workspace).toList(),
      readings.stream().map(GaugeReading::channel).toList(),
      readings.stream().map(GaugeReading::type).toList(),
      readings.stream().map(GaugeReading::subject).toList(),
      readings.stream().map(reading -> Timestamps.format(reading.at())).toList(),
      readings.stream().map(GaugeReading::eventId).toList(),
      readings.stream().map(GaugeReading::data).toList()
    };
  }

  private static Instant point(GaugeReading reading) {
    long second = reading.at().getEpochSecond();
    return Instant.ofEpochSecond(Math.floorDiv(second, POINT_SECONDS) * POINT_SECONDS);
  }

  private static GaugeView view(ResultSet row) throws SQLException {
    try {
      return new GaugeView(
          row.getString(1),
          row.getString(2),
          row.getString(3),
          row.getObject(4, OffsetDateTime.class).toInstant(),
          Json.mapper().readTree(row.getString(5)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Key(String workspace, String channel, String type, String subject) {
    static Key of(GaugeReading reading) {
      return new Key(reading.workspace(), reading.channel(), reading.type(), reading.subject());
    }
  }

  private record PointKey(Key gauge, Instant point) {}
}
