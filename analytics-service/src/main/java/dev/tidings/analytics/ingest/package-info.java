/**
 * The way in: hits of visitors' browsers and of servers, without login (R-A1). A hit is checked,
 * stripped of its sender's address, and acknowledged when Kafka has it.
 *
 * <p>Owns no table; publishes to {@code analytics.hit.v1} through {@link
 * dev.tidings.analytics.hit}.
 */
package dev.tidings.analytics.ingest;
