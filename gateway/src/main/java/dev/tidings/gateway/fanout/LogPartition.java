package dev.tidings.gateway.fanout;

import org.apache.kafka.common.utils.Utils;

/** Where a channel's records are. */
public final class LogPartition {

  private LogPartition() {}

  /** The partition that Kafka's default partitioner chooses for the key of a channel's records. */
  public static int of(byte[] recordKey, int partitions) {
    return Utils.toPositive(Utils.murmur2(recordKey)) % partitions;
  }
}
