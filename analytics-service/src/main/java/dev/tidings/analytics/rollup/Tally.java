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

  private final Counts counts = new Counts();
  private DistinctCount wholeDays = DistinctCount.NONE;
  private final Map<Instant, DistinctVisitors> byDay = new HashMap<>(2);

  void addHits(Instant day, long visitor, HitCounts hits) {
    counts.add(hits);
    if (hits.isSeen()) {
      ofDay(day).addHash(visitor);
    }
  }

  /** Hits of visitors who are told nowhere else. */
  void addHits(HitCounts hits, long visitors) {
    counts.add(hits);
    wholeDays = wholeDays.plus(new DistinctCount(visitors, 0));
  }

  void addVisits(long visits, long bounces, long durationMs) {
    counts.addVisits(visits, bounces, durationMs);
  }

  /** A stretch of a day; others of the day, or other values of it, may have the same visitors. */
  void addPart(Instant day, RollupTables.Stored part) {
    counts.add(part.counts());
    ofDay(day).add(part.visitors());
  }

  /** Days of which nothing else is added. */
  void addDays(Counts ofDays, DistinctCount visitors) {
    counts.add(ofDays);
    wholeDays = wholeDays.plus(visitors);
  }

  private DistinctVisitors ofDay(Instant day) {
    return byDay.computeIfAbsent(day, each -> new DistinctVisitors());
  }

  public long pageviews() {
    return counts.pageviews;
  }

  public long events() {
    return counts.events;
  }

  /** Visits that began in the time. */
  public long visits() {
    return counts.visits;
  }

  public long bounces() {
    return counts.bounces;
  }

  /** Of all visits together. */
  public long durationMs() {
    return counts.durationMs;
  }

  /** How long pages were in front, all visitors together. */
  public long engagedMs() {
    return counts.engagedMs;
  }

  /**
   * How far pages were scrolled, in percent, added up: for each visitor, page and UTC hour the
   * furthest that was told.
   */
  public long scrollDepth() {
    return counts.scrollDepth;
  }

  /** How many depths that are. */
  public long scrolls() {
    return counts.scrolls;
  }

  /** What visitors paid, in millionths by currency. */
  public Map<String, Long> revenueMicros() {
    return Map.copyOf(counts.revenueMicros());
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
