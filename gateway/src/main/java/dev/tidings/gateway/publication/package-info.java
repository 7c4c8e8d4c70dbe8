/**
 * Hands events to Kafka and tells when it has them. Owns the topic {@code gateway.publish.v1}, the
 * events that clients publish to each other: kept for an hour, fanned out, never replayed. Owns no
 * table.
 *
 * <p>Clients' frames and calls over HTTP have a producer each, so that a flood of the one leaves
 * the other's latency as it is. Producers are safe for use by several threads; whoever waits for
 * Kafka does so on a virtual thread.
 */
package dev.tidings.gateway.publication;
