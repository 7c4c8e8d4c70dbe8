package dev.tidings.gateway.fanout;

import dev.tidings.platform.event.CloudEvent;

/**
 * Acts on an event while its channel is held: no subscription of the channel changes but by the
 * observer. Must not block.
 */
public interface EventObserver {

  /** Before the event is handed to subscribers, and before the channel's position covers it. */
  void before(String topic, CloudEvent event);

  /** After the event was handed to subscribers. */
  void after(String topic, CloudEvent event);
}
