package dev.tidings.analytics.hit;

/**
 * Time was spent on a page that was seen before: neither a page view nor an event.
 *
 * @param engagedMs how long the page was in front since the report before, so that the reports of a
 *     page add up
 * @param scrollDepth how far down the page was seen so far, in percent; null if unknown
 */
public record Engagement(long engagedMs, Integer scrollDepth) implements Action {}
