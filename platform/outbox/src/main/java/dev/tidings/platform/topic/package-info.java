/**
 * The topics that a service owns, created with explicit partitions, retention and clean-up policy:
 * by the service itself where {@code tidings.kafka.create-topics} says so (development, tests), by
 * the chart in production.
 */
package dev.tidings.platform.topic;
