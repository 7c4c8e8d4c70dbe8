/**
 * From Kafka to the subscribers. Every replica reads every partition of the namespaces' topics,
 * from shortly before its start on, with no consumer group; it is ready when it has caught up. Owns
 * no table and no topic.
 *
 * <p>One thread polls, decodes headers, drops repeated event ids, encodes each event that anybody
 * listens to once, and gives it to each {@link dev.tidings.gateway.outbound.Lane} that has
 * subscribers of its channel. It never waits for a client or a service; if a lane has not caught up
 * with what it was given, it waits for that, so that events wait in Kafka rather than in memory.
 *
 * <p>An event's value is copied into the frame unparsed. That the value is one JSON value is the
 * producer's duty for the topics of our services (what the outbox stores is written by a JSON
 * serialiser); for topics that anybody may write to, an {@link
 * dev.tidings.gateway.fanout.Admission} looks before a record is let in.
 *
 * <p>What is handed out is given to {@link dev.tidings.gateway.fanout.EventMemory} as well, so that
 * clients that were away can have it.
 */
package dev.tidings.gateway.fanout;
