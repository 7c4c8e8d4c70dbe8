package dev.tidings.gateway.recovery;

import dev.tidings.gateway.session.Session;
import dev.tidings.gateway.session.Stage;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Sessions whose server-side subscriptions are still parked: for a short time after {@code
 * CONNECTED}, so that a client that comes back can say where it was before live events overtake
 * what it missed. One sweep for all of them; a session that is not in its grace costs nothing.
 */
@Singleton
public final class ResumeGrace {

  private static final Logger LOG = Logger.getLogger(ResumeGrace.class);
  private static final long SWEEP_MS = 50;

  private final Recovery recovery;
  private final RecoveryConfig config;
  private final Map<Session, Long> deadlines = new ConcurrentHashMap<>();
  private final ScheduledExecutorService sweep =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("resume-grace").factory());

  ResumeGrace(Recovery recovery, RecoveryConfig config) {
    this.recovery = recovery;
    this.config = config;
  }

  @PostConstruct
  void start() {
    sweep.scheduleWithFixedDelay(this::sweep, SWEEP_MS, SWEEP_MS, TimeUnit.MILLISECONDS);
  }

  @PreDestroy
  void stop() {
    sweep.shutdownNow();
  }

  /**
   * The session's subscriptions are parked, and {@code CONNECTED} is about to go out.
   *
   * @param asked whether the client has said that it is going to resume
   */
  public void begin(Session session, boolean asked) {
    deadlines.put(session, in((asked ? config.askedGrace() : config.resumeGrace()).toNanos()));
  }

  /** The client has said for one channel where it was, and may be about to for others. */
  public void resuming(Session session) {
    long later = in(config.resumingGrace().toNanos());
    deadlines.computeIfPresent(session, (key, deadline) -> later - deadline > 0 ? later : deadline);
  }

  /** The client does something else: what is still parked is live from now on. */
  public void end(Session session) {
    if (deadlines.remove(session) != null) {
      release(session);
    }
  }

  private void release(Session session) {
    session.channels().stream()
        .filter(channel -> session.stage(channel) instanceof Stage.Parked)
        .forEach(channel -> recovery.release(session, channel));
  }

  private void sweep() {
    long now = System.nanoTime();
    deadlines.forEach(
        (session, deadline) -> {
          if (session.isClosed() || deadline - now <= 0) {
            sweep(session);
          }
        });
  }

  private void sweep(Session session) {
    try {
      end(session);
    } catch (RuntimeException e) {
      LOG.errorf(e, "Subscriptions could not be made live, connectionId=%s", session.id());
    }
  }

  private static long in(long nanos) {
    return System.nanoTime() + nanos;
  }
}
