package dev.tidings.gateway.recovery;

import dev.tidings.gateway.subscription.ChannelKey;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;

/** The events that lie before the window. */
interface PastEvents {

  /**
   * The channel's events in the partition, from an offset to the beginning of the window. The
   * future fails with {@link RecoveryRefusedException} if not all of them can be had. Cancelled by
   * a caller that no longer waits.
   */
  CompletableFuture<Scanned> scan(
      TopicPartition partition, ChannelKey key, long from, ReplayLimits limits);
}
