/**
 * What waits to be written to a connection: a queue in order, bounded in bytes, written on the
 * connection's own event loop with one flush for everything that is due. {@link
 * dev.tidings.gateway.outbound.ConnectionWriter} is the only seam to a transport. Owns no table and
 * no topic.
 */
package dev.tidings.gateway.outbound;
