package dev.tidings.analytics.live;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * Sums of a site since a time.
 *
 * @param since from when on hits are counted
 * @param pageviews page views
 * @param visitors different visitors, each counted once
 * @param events events that the site has names for
 */
@RegisterForReflection
public record TotalsView(Instant since, long pageviews, long visitors, long events) {}
