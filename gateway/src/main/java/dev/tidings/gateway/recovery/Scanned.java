package dev.tidings.gateway.recovery;

import java.util.List;
import java.util.Set;

/**
 * A channel's events of one partition, read again from Kafka.
 *
 * @param events all that were asked for, in order
 * @param end the first offset that was not looked at
 * @param ids the ids of the last events of the channel, also of some before those asked for: what
 *     has one of them again is a repetition
 */
record Scanned(List<RecordedEvent> events, long end, Set<String> ids) {}
