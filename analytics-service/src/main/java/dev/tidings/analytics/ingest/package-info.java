/**
 * The way in: hits of visitors' browsers and of servers, without login (R-A1). A hit is checked,
 * stripped of its sender's address, and acknowledged when Kafka has it.
 *
 * <p>What trackers of other makers send is read by packages of their own and taken in here.
 *
 * <p>Owns no table; publishes to {@code analytics.hit.v1} through {@link
 * dev.tidings.analytics.hit}.
 */
package dev.tidings.analytics.ingest;
