/**
 * Which connections exist, and which gateways are known to be alive. A connection counts while the
 * lease of its gateway is live.
 *
 * <p>Owns the tables {@code gateway_leases} and {@code connections}; no topic. Locks are taken in
 * the order lease, then people by workspace and id.
 */
package dev.tidings.presence.connection;
