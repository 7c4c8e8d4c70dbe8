/**
 * What a client missed while it was away: found, and given to it before the live events, or
 * honestly refused. Owns no table and no topic; reads the namespaces' topics without a group.
 *
 * <p>Three tiers: {@link dev.tidings.gateway.recovery.EventWindow} has the recent events; {@link
 * dev.tidings.gateway.recovery.LogScanner} reads what lies before it from Kafka, one pass for all
 * who wait; what can't be had, or is more than the namespace replays, is refused with a reason.
 * {@link dev.tidings.gateway.recovery.Resumption} puts them together and chases the channel until
 * the subscription is live.
 *
 * <p>Threads: what can be done at once is done by whoever asks, while the channel is held. The rest
 * is a virtual thread's, which waits for Kafka and for the client. Passes over Kafka have threads
 * of their own. No lock is taken while the window's is.
 */
package dev.tidings.gateway.recovery;
