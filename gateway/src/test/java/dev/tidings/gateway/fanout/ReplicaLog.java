package dev.tidings.gateway.fanout;

import dev.tidings.gateway.access.ChannelPolicy;

/** The positions of a replica whose fan-out is a test. */
public final class ReplicaLog {

  private final LogPositions positions;

  public ReplicaLog(ChannelPolicy policy) {
    positions = new LogPositions(policy);
  }

  public LogPositions positions() {
    return positions;
  }

  /** The partitions of a topic are read from these offsets on. */
  public void assign(String topic, String topicId, long[] nextOffsets) {
    positions.assign(topic, topicId, nextOffsets);
  }

  /** Everything up to the offset has been handed out. */
  public void consumed(String topic, int partition, long offset) {
    positions.consumed(topic, partition, offset);
  }
}
