/**
 * Single-use tickets, so that no token need stand in an address: topic {@code gateway.ticket.v1},
 * owned here. Owns no table.
 *
 * <p>A ticket is an id and a key. The replica that issues it appends the token, encrypted under the
 * key, to the log that every replica reads; the key itself is known to the client alone. The
 * replica that is shown a ticket appends a claim, and lets the client in exactly if its claim is
 * the first of the id in the log: the log's order, which is the same for all, decides races (ADR
 * 0014).
 *
 * <p>The log's reader writes {@link dev.tidings.gateway.ticket.Tickets}; requests wait for it on
 * virtual threads.
 */
package dev.tidings.gateway.ticket;
