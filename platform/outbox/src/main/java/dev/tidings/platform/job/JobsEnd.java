package dev.tidings.platform.job;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduler;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** No job begins while the process ends: what it needs is closed before the scheduler is. */
@Singleton
class JobsEnd {

  private final Scheduler scheduler;

  JobsEnd(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  void end(@Observes ShutdownEvent event) {
    scheduler.pause();
  }
}
