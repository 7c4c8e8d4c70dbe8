package dev.tidings.gateway.support;

import dev.tidings.gateway.outbound.Lane;
import dev.tidings.gateway.outbound.OutboundMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** An event loop that is turned by hand, and its lane. */
public final class HandTurnedLoop {

  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final Lane lane = new Lane(channel.eventLoop(), new OutboundMetrics(metrics));

  /** The loop's lane. */
  public Lane lane() {
    return lane;
  }

  /** Runs what is due. */
  public void turn() {
    channel.runPendingTasks();
  }

  /** Lets time pass, and runs what is due then. */
  public void turnAfter(Duration time) {
    channel.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
    channel.runPendingTasks();
  }

  /** A counter's value. */
  public double count(String counter) {
    return metrics.get(counter).counter().count();
  }
}
