package dev.tidings.gateway.recovery;

import dev.tidings.gateway.subscription.ChannelKey;
import java.util.concurrent.CompletableFuture;

/**
 * Somebody who wants a channel's events of one partition, up to the window.
 *
 * @param from the first offset that it wants
 * @param answer fails with {@link RecoveryRefusedException} if it can't have all of them; whoever
 *     asks may complete it to say that it has gone
 */
record PendingScan(
    ChannelKey key, long from, ReplayLimits limits, CompletableFuture<Scanned> answer) {

  void refuse(RefusalReason reason) {
    answer.completeExceptionally(new RecoveryRefusedException(reason));
  }
}
