package dev.tidings.platform.inbox;

import dev.tidings.platform.event.CloudEvent;

/**
 * An event and where it was.
 *
 * @param partition the partition of its topic
 */
public record ReceivedEvent(CloudEvent event, int partition) {}
