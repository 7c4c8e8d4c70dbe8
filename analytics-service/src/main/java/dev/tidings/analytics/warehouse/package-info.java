/**
 * From the topic of the hits into the tables, each hit once (R-A8): a batch's hits, the visits and
 * counts that they change, and how far the topic is read, are one transaction.
 *
 * <p>Owns the tables {@code page_views}, {@code visitor_events}, {@code page_engagements} and
 * {@code hit_offsets}, their partitions and those of {@code visitor_sessions}, and the view {@code
 * v_popular_pages}. Consumes {@code analytics.hit.v1}; what cannot be stored goes to {@code
 * analytics.hit.v1.analytics-service.dlq}.
 */
package dev.tidings.analytics.warehouse;
