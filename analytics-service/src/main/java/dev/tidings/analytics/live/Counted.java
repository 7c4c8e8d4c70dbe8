package dev.tidings.analytics.live;

import java.time.Instant;

/**
 * What the counters need to know of a hit.
 *
 * @param pageview true for a page view, false for an event
 */
public record Counted(
    String workspace, String site, String visitor, Instant at, boolean pageview) {}
