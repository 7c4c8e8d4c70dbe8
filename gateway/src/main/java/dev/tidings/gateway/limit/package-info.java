/**
 * What clients may cost: how many connect, how fast, and how much they send. Every limit is one of
 * each replica. Owns no table and no topic.
 *
 * <p>Asked on event loops: nothing here blocks, and a connection that is idle has no bucket.
 */
package dev.tidings.gateway.limit;
