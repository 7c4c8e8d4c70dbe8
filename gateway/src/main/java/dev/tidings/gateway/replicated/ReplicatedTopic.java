package dev.tidings.gateway.replicated;

import dev.tidings.platform.event.CloudEvent;

/**
 * A topic that every replica reads from its beginning. Records of one key come in the same order
 * everywhere; after a failure of Kafka's connection a record may come again.
 */
public interface ReplicatedTopic {

  /** The topic's name. */
  String name();

  /** Takes the next record. On the reading thread, which it must not block. */
  void apply(CloudEvent event);
}
