/**
 * Signals: events that matter for seconds only. They go straight to Kafka, without the database,
 * and one that is lost is made up for by the next.
 *
 * <p>Produces {@code chat.signal.v1}, what people do, for this service itself; and {@code
 * chat.typing.v1}, what it comes to, for clients. Both are keyed by the room's channel.
 */
package dev.tidings.chat.signal;
