package dev.tidings.chat.invitation;

import static io.quarkus.scheduler.Scheduled.ConcurrentExecution.SKIP;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;

/**
 * Closes invitations whose time is over. Every replica does it; what another one has in hand is
 * left to it.
 */
@Singleton
class InvitationExpiry {

  private static final int BATCH = 200;

  private final Invitations invitations;

  InvitationExpiry(Invitations invitations) {
    this.invitations = invitations;
  }

  @Scheduled(every = "${tidings.chat.invitations-every:1m}", concurrentExecution = SKIP)
  @RunOnVirtualThread
  void sweep() {
    while (invitations.expire(BATCH) == BATCH) {
      Thread.yield();
    }
  }
}
