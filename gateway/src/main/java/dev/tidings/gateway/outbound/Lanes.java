package dev.tidings.gateway.outbound;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.LockSupport;

/** The lane of each event loop that has connections. Safe for use by several threads. */
@Singleton
public final class Lanes {

  /**
   * What a lane may be behind: enough to write much at once, far less than a connection's bound.
   */
  private static final long MAX_BACKLOG = 256 * 1024;

  private static final long WAIT_NANOS = 50_000;

  private final Map<ScheduledExecutorService, Lane> lanes = new ConcurrentHashMap<>();
  private final OutboundMetrics metrics;

  Lanes(OutboundMetrics metrics, MeterRegistry registry) {
    this.metrics = metrics;
    Gauge.builder("tidings.gateway.queue.bytes", this, Lanes::queuedBytes)
        .description("Bytes that wait for connections to read")
        .register(registry);
  }

  /** The event loop's lane. */
  public Lane of(ScheduledExecutorService eventLoop) {
    return lanes.computeIfAbsent(eventLoop, loop -> new Lane(loop, metrics));
  }

  /**
   * Waits until no lane is far behind, so that events wait in Kafka's log and not here. Lanes wait
   * for nobody, so this ends. Not to be called on an event loop, nor while a channel is held.
   */
  public void awaitRoom() {
    for (Lane lane : lanes.values()) {
      if (lane.backlog() > MAX_BACKLOG) {
        wake();
      }
      while (lane.backlog() > MAX_BACKLOG && !Thread.currentThread().isInterrupted()) {
        LockSupport.parkNanos(WAIT_NANOS);
      }
    }
  }

  /**
   * Sees that the events which lanes were given are handed out. They are not while more are coming
   * at once, so that a connection which is due several of them is written to once. Only by who gave
   * them.
   */
  public void wake() {
    lanes.values().forEach(Lane::wake);
  }

  private double queuedBytes() {
    return lanes.values().stream().mapToLong(Lane::queuedBytes).sum();
  }
}
