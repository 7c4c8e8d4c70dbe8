package dev.tidings.analytics.rollup;

import dev.tidings.analytics.distinct.DistinctCount;
import dev.tidings.analytics.distinct.DistinctVisitors;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * What a report says of a value: sums, and how many visitors there were. Visitors have another id
 * on each UTC day, so those of different days are counted apart and added. For use by one thread.
 */
public final class Tally {

  private long pageviews;
  private long events;
  private long visits;
  private long bounces;
  private long durationMs;
  private long engagedMs;
  private DistinctCount wholeDays = DistinctCount.NONE;
  private final Map<Instant, DistinctVisitors> byDay = new HashMap<>(2);

  void addHits(Instant day, long visitor, long pageviews, long events, long engagedMs) {
    this.pageviews += pageviews;
    this.events += events;
    this.engagedMs += engagedMs;
    if (pageviews + events > 0) {
      byDay.computeIfAbsent(day, each -> new DistinctVisitors()).addHash(visitor);
    }
  }

  void addVisits(long visits, long bounces, long durationMs) {
    this.visits += visits;
    this.bounces += bounces;
    this.durationMs += durationMs;
  }

  void addHour(Instant day, RollupTables.Stored hour) {
    addCounts(hour);
    byDay.computeIfAbsent(day, each -> new DistinctVisitors()).add(hour.visitors());
  }

  /** A day of which nothing else is added; another value's visitors of it may be the same ones. */
  void addDay(RollupTables.Stored day) {
    addCounts(day);
    wholeDays = wholeDays.plus(DistinctVisitors.of(day.visitors()).count());
  }

  private void addCounts(RollupTables.Stored stored) {
    pageviews += stored.pageviews();
    events += stored.events();
    engagedMs += stored.engagedMs();
    addVisits(stored.visits(), stored.bounces(), stored.durationMs());
  }

  public long pageviews() {
    return pageviews;
  }

  public long events() {
    return events;
  }

  /** Visits that began in the time. */
  public long visits() {
    return visits;
  }

  public long bounces() {
    return bounces;
  }

  /** Of all visits together. */
  public long durationMs() {
    return durationMs;
  }

  /** How long pages were in front, all visitors together. */
  public long engagedMs() {
    return engagedMs;
  }

  /** Different visitors, one who came on several days for each of them. */
  public DistinctCount visitors() {
    DistinctCount count = wholeDays;
    for (DistinctVisitors ofDay : byDay.values()) {
      count = count.plus(ofDay.count());
    }
    return count;
  }
}
