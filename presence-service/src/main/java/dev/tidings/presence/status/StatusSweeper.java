package dev.tidings.presence.status;

import static io.quarkus.scheduler.Scheduled.ConcurrentExecution.SKIP;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;

/**
 * The tick: ends graces, decides what gateways' comings and goings left to be decided, and tells
 * each workspace what has changed since the last one.
 */
@Singleton
public class StatusSweeper {

  private final StatusService statuses;
  private final Rosters rosters;
  private final Telling telling;
  private final Clock clock;
  private volatile Instant lastTick = Instant.MIN;

  StatusSweeper(StatusService statuses, Rosters rosters, Telling telling, Clock clock) {
    this.statuses = statuses;
    this.rosters = rosters;
    this.telling = telling;
    this.clock = clock;
  }

  /** One tick. Safe to run in several replicas at once. */
  @Scheduled(every = "${tidings.presence.sweep-every:1s}", concurrentExecution = SKIP)
  @RunOnVirtualThread
  public void sweep() {
    Instant now = clock.instant();
    if (now.isBefore(lastTick)) {
      statuses.clockWasSetBack();
    }
    lastTick = now;
    while (statuses.sweep()) {
      Thread.yield();
    }
    rosters.withNews().forEach(telling::tell);
  }
}
