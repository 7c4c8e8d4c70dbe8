/**
 * Hits: what visitors did, from Kafka into the database, each once (R-A8).
 *
 * <p>Owns the tables {@code page_views} and {@code visitor_events} and the view {@code
 * v_popular_pages}. Publishes and consumes {@code analytics.hit.v1} (types {@code PAGEVIEW}, {@code
 * VISITOR_EVENT} and {@code ENGAGEMENT}, keyed by site and visitor, so that what one visitor does
 * stays in order, and {@code HITS_TURNED_AWAY}); what cannot be stored goes to {@code
 * analytics.hit.v1.analytics-service.dlq}.
 */
package dev.tidings.analytics.hit;
