package dev.tidings.gateway.telemetry;

import dev.tidings.gateway.outbound.Lane;
import io.opentelemetry.api.trace.Span;
import java.util.concurrent.atomic.AtomicInteger;

/** One event on its way from Kafka to the flush of each lane that has subscribers. */
public final class EventWatch {

  private final Runnable onFlush;

  /** Null if the event isn't traced. */
  private final Span span;

  /** The lanes that have not flushed, and whoever hands the event out. */
  private final AtomicInteger underWay = new AtomicInteger(1);

  EventWatch(Runnable onFlush, Span span) {
    this.onFlush = onFlush;
    this.span = span;
  }

  /**
   * The lane was just given the event. It writes what is due after the tasks that it has by then,
   * so that a task which is given to it by a task comes after the flush.
   */
  public void handedTo(Lane lane) {
    underWay.incrementAndGet();
    lane.executeLazily(() -> lane.execute(this::flushed));
  }

  /** Every lane was given the event. */
  public void handedOut(int subscribers) {
    if (span != null) {
      span.setAttribute("tidings.subscribers", subscribers);
    }
    done();
  }

  private void flushed() {
    onFlush.run();
    if (span != null) {
      span.addEvent("flushed");
    }
    done();
  }

  private void done() {
    if (underWay.decrementAndGet() == 0 && span != null) {
      span.end();
    }
  }
}
