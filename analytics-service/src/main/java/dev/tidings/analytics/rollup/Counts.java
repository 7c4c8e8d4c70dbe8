package dev.tidings.analytics.rollup;

import java.util.Map;
import java.util.TreeMap;

/** What can be counted of hits and visits by adding alone. For use by one thread. */
final class Counts {

  /** Visitors say what they like: nonsense stops here before it no longer fits. */
  static final long MOST_MICROS = 1_000_000_000_000_000_000L;

  long pageviews;
  long events;
  long visits;
  long bounces;
  long durationMs;
  long engagedMs;
  long scrollDepth;
  long scrolls;
  private final Map<String, Long> revenueMicros = new TreeMap<>();

  void add(HitCounts hits) {
    pageviews += hits.pageviews();
    events += hits.events();
    engagedMs += hits.engagedMs();
    scrollDepth += hits.scrollDepth();
    scrolls += hits.scrolls();
    if (hits.currency() != null) {
      pay(hits.currency(), hits.revenueMicros());
    }
  }

  void addVisits(long count, long bounced, long lastedMs) {
    visits += count;
    bounces += bounced;
    durationMs += lastedMs;
  }

  void pay(String currency, long micros) {
    revenueMicros.merge(
        currency, micros, (one, other) -> Math.clamp(one + other, -MOST_MICROS, MOST_MICROS));
  }

  void add(Counts other) {
    pageviews += other.pageviews;
    events += other.events;
    visits += other.visits;
    bounces += other.bounces;
    durationMs += other.durationMs;
    engagedMs += other.engagedMs;
    scrollDepth += other.scrollDepth;
    scrolls += other.scrolls;
    other.revenueMicros.forEach(this::pay);
  }

  /** By currency; empty if nobody paid anything. */
  Map<String, Long> revenueMicros() {
    return revenueMicros;
  }
}
