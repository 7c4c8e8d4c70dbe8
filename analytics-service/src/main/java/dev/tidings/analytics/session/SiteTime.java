package dev.tidings.analytics.session;

import java.time.Instant;

/** A time at a site. */
public record SiteTime(String workspace, String site, Instant at) {}
