package dev.tidings.gateway.fanout;

import dev.tidings.gateway.outbound.Frame;
import dev.tidings.gateway.protocol.Position;
import dev.tidings.gateway.subscription.ChannelKey;
import dev.tidings.platform.event.CloudEvent;

/** Keeps what was handed out, so that a client that was away can have it. Must not block. */
public interface EventMemory {

  /**
   * Partitions of a topic are read from these offsets on.
   *
   * @param topicId the topic's incarnation
   * @param nextOffsets of each partition, the first offset that is going to be read
   * @param fresh the first partition that was not read before in this incarnation
   */
  void assigned(String topic, String topicId, long[] nextOffsets, int fresh);

  /**
   * An event was handed to its channel's subscribers; the channel is held.
   *
   * @param position where the channel stands with it
   * @param frame its frame with that position; null if nobody listened
   */
  void add(Origin origin, ChannelKey key, CloudEvent event, Position position, Frame frame);

  /** The log no longer had what was to be read next; reading goes on at another offset. */
  void skipped(String topic, int partition, long nextOffset);

  /**
   * Where in Kafka an event is.
   *
   * @param timestamp the record's, in milliseconds
   */
  record Origin(String topic, int partition, long offset, long timestamp) {}
}
