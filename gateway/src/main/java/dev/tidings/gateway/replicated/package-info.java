/**
 * Logs by which the gateway's replicas agree, without a store of their own: each replica reads them
 * whole, in the same order, and keeps what still counts in memory. Topics: those of the {@link
 * dev.tidings.gateway.replicated.ReplicatedTopic} beans. Owns no table.
 *
 * <p>One thread reads; it calls the topics one record at a time. Any thread may append.
 */
package dev.tidings.gateway.replicated;
