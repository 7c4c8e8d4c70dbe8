package dev.tidings.gateway.recovery;

import dev.tidings.gateway.protocol.Position;

/**
 * An event that a client missed.
 *
 * @param log the index of its log among the channel's
 * @param position what the channel's position was with it on this replica, where the replica handed
 *     it out; null if it was read again from Kafka
 */
record Missed(int log, RecordedEvent event, Position position) {}
