/**
 * The presence service: who is online, derived from real connections.
 *
 * <p>{@link dev.tidings.presence.upstream.gateway} takes in what the gateways say, {@link
 * dev.tidings.presence.connection} keeps it, {@link dev.tidings.presence.status} decides and
 * announces what follows for each person.
 */
package dev.tidings.presence;
