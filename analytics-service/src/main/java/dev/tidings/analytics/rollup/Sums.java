package dev.tidings.analytics.rollup;

import dev.tidings.analytics.distinct.DistinctVisitors;

/**
 * What is counted of some hits and visits. Sums can be added to each other in any order. For use by
 * one thread.
 */
public final class Sums {

  private long pageviews;
  private long events;
  private long visits;
  private long bounces;
  private long durationMs;
  private long engagedMs;
  private final DistinctVisitors visitors = new DistinctVisitors();

  /** Adds hits of a visitor. */
  void addHits(long visitor, long pageviews, long events, long engagedMs) {
    this.pageviews += pageviews;
    this.events += events;
    this.engagedMs += engagedMs;
    if (pageviews + events > 0) {
      visitors.addHash(visitor);
    }
  }

  /** Adds visits. */
  void addVisits(long visits, long bounces, long durationMs) {
    this.visits += visits;
    this.bounces += bounces;
    this.durationMs += durationMs;
  }

  /** Adds other sums. */
  void add(Sums other) {
    addCounts(
        other.pageviews,
        other.events,
        other.visits,
        other.bounces,
        other.durationMs,
        other.engagedMs);
    visitors.add(other.visitors);
  }

  void addStored(RollupTables.Stored stored) {
    addCounts(
        stored.pageviews(),
        stored.events(),
        stored.visits(),
        stored.bounces(),
        stored.durationMs(),
        stored.engagedMs());
    visitors.add(stored.visitors());
  }

  private void addCounts(
      long pageviews, long events, long visits, long bounces, long durationMs, long engagedMs) {
    this.pageviews += pageviews;
    this.events += events;
    this.visits += visits;
    this.bounces += bounces;
    this.durationMs += durationMs;
    this.engagedMs += engagedMs;
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

  /** Who made the hits. */
  public DistinctVisitors visitors() {
    return visitors;
  }
}
