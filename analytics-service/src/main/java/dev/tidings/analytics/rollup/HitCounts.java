package dev.tidings.analytics.rollup;

/**
 * What hits of one visitor come to.
 *
 * @param scrollDepth how far pages were scrolled, in percent, added up
 * @param scrolls of how many pages that is known
 * @param currency null if the visitor paid nothing
 */
record HitCounts(
    long pageviews,
    long events,
    long engagedMs,
    long scrollDepth,
    long scrolls,
    String currency,
    long revenueMicros) {

  /** Whether the visitor was seen; a page that is left was seen before. */
  boolean isSeen() {
    return pageviews + events > 0;
  }
}
