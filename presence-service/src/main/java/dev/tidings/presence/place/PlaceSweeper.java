package dev.tidings.presence.place;

import static io.quarkus.scheduler.Scheduled.ConcurrentExecution.SKIP;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;

/** The tick by which those who watch a place hear of changes. */
@Singleton
class PlaceSweeper {

  private final Places places;

  PlaceSweeper(Places places) {
    this.places = places;
  }

  @Scheduled(every = "${tidings.presence.sweep-every:1s}", concurrentExecution = SKIP)
  @RunOnVirtualThread
  void tell() {
    while (places.tell()) {
      Thread.yield();
    }
  }
}
