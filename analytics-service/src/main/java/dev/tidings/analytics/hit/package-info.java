/**
 * Hits: what visitors did, with all that is known of it, on the way from where they are taken in to
 * where they are stored (R-A8).
 *
 * <p>Owns no table. Publishes {@code analytics.hit.v1} (types {@code PAGEVIEW}, {@code
 * VISITOR_EVENT} and {@code ENGAGEMENT}, keyed by site and visitor, so that what one visitor does
 * stays in order, and {@code HITS_TURNED_AWAY}).
 */
package dev.tidings.analytics.hit;
