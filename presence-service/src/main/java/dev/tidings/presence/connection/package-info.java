/**
 * Which clients are connected, which gateways are known to be alive, and what clients say of their
 * use. A connection counts while the lease of its gateway is live; that of a client which has none
 * and speaks by HTTP, while its word is good. The table of sessions is the one place where both
 * meet.
 *
 * <p>Owns the tables {@code gateway_leases}, {@code connections}, {@code devices} and {@code
 * listened_partitions}; no topic. Locks are taken in the order lease, then people by workspace and
 * id.
 */
package dev.tidings.presence.connection;
