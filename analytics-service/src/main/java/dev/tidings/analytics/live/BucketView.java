package dev.tidings.analytics.live;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * The hits of five seconds.
 *
 * @param at when the bucket starts; names it
 * @param pageviews page views in it
 * @param visitors different visitors in it
 * @param events events in it that the site has names for
 */
@RegisterForReflection
public record BucketView(Instant at, long pageviews, long visitors, long events) {

  boolean isEmpty() {
    return pageviews == 0 && events == 0;
  }
}
