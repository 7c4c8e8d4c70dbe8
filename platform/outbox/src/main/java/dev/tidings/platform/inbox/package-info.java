/**
 * The receiving half: an event has its effect once, however often it is delivered, and one that
 * can't be handled goes to a dead-letter topic instead of blocking its partition.
 *
 * <p>Owns the table {@code inbox} of each service's schema (created by the service's own migration)
 * and publishes to the service's {@code <topic>.<consumer>.dlq} topics.
 */
package dev.tidings.platform.inbox;
