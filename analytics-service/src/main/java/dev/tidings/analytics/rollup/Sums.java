package dev.tidings.analytics.rollup;

import dev.tidings.analytics.distinct.DistinctVisitors;

/**
 * What is counted of some hits and visits. Sums can be added to each other in any order. For use by
 * one thread.
 */
final class Sums {

  private final Counts counts = new Counts();
  private final DistinctVisitors visitors = new DistinctVisitors();

  /** Adds hits of a visitor. */
  void addHits(long visitor, HitCounts hits) {
    counts.add(hits);
    if (hits.isSeen()) {
      visitors.addHash(visitor);
    }
  }

  /** Adds visits. */
  void addVisits(long visits, long bounces, long durationMs) {
    counts.addVisits(visits, bounces, durationMs);
  }

  /** Adds other sums. */
  void add(Sums other) {
    counts.add(other.counts);
    visitors.add(other.visitors);
  }

  void addStored(RollupTables.Stored stored) {
    counts.add(stored.counts());
    visitors.add(stored.visitors());
  }

  Counts counts() {
    return counts;
  }

  /** Who made the hits. */
  DistinctVisitors visitors() {
    return visitors;
  }
}
