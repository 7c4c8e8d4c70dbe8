package dev.tidings.presence.status;

import static io.quarkus.scheduler.Scheduled.ConcurrentExecution.SKIP;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;

/** Ends graces and decides what gateways' comings and goings left to be decided. */
@Singleton
class StatusSweeper {

  private final StatusService statuses;

  StatusSweeper(StatusService statuses) {
    this.statuses = statuses;
  }

  @Scheduled(every = "${tidings.presence.sweep-every:1s}", concurrentExecution = SKIP)
  @RunOnVirtualThread
  void sweep() {
    while (statuses.sweep()) {
      Thread.yield();
    }
  }
}
