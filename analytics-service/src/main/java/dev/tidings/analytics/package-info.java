/**
 * The analytics service: what visitors of the host's sites do, counted once and shown live.
 *
 * <p>A hit goes from {@link dev.tidings.analytics.ingest} into Kafka, from there by {@link
 * dev.tidings.analytics.hit} into PostgreSQL, and by {@link dev.tidings.analytics.live} to
 * dashboards.
 */
package dev.tidings.analytics;
