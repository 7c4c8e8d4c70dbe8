/**
 * Tells other services which connections this gateway has: topic {@code gateway.connection.v1},
 * owned here, described in {@code contract/}. Owns no table.
 *
 * <p>All records of a gateway have its id as their key, and one thread sends them, so that they
 * arrive in the order in which things happened. Connections never wait for Kafka. A lease is sent
 * every two seconds; when it lapses, the gateway's sessions count as ended. If Kafka was away for
 * longer than the lease, all open sessions are announced again afterwards.
 */
package dev.tidings.gateway.announcement;
