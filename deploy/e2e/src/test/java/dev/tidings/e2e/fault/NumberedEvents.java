package dev.tidings.e2e.fault;

import dev.tidings.e2e.support.TidingsSystem;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * An internal service that publishes events to channels in turn at a steady rate, and numbers each
 * channel's from 0 on: {@code {"n": 7}}.
 */
final class NumberedEvents implements AutoCloseable {

  static final String TOPIC = "events.ingress.v1";

  private final TidingsSystem system;
  private final String workspace;
  private final List<String> channels;
  private final int perSecond;
  private final Map<String, Long> last = new HashMap<>();
  private final Thread thread = Thread.ofVirtual().unstarted(this::run);
  private volatile boolean running = true;

  private NumberedEvents(
      TidingsSystem system, String workspace, List<String> channels, int perSecond) {
    this.system = system;
    this.workspace = workspace;
    this.channels = channels;
    this.perSecond = perSecond;
  }

  static NumberedEvents start(
      TidingsSystem system, String workspace, List<String> channels, int perSecond) {
    var events = new NumberedEvents(system, workspace, channels, perSecond);
    events.thread.start();
    return events;
  }

  /** Publishes no more; returns each channel's last number, once Kafka has everything. */
  Map<String, Long> finish() throws InterruptedException {
    close();
    thread.join();
    system.topics().flush();
    return Map.copyOf(last);
  }

  @Override
  public void close() {
    running = false;
  }

  private void run() {
    long begin = System.nanoTime();
    for (long i = 0; running; i++) {
      String channel = channels.get((int) (i % channels.size()));
      long number = last.merge(channel, 0L, (before, none) -> before + 1);
      system
          .topics()
          .publishLater(
              TOPIC, workspace + "/" + channel, headers(channel), "{\"n\":" + number + "}");
      long next = begin + (i + 1) * TimeUnit.SECONDS.toNanos(1) / perSecond;
      LockSupport.parkNanos(next - System.nanoTime());
    }
  }

  private Map<String, String> headers(String channel) {
    return Map.of(
        "ce_specversion",
        "1.0",
        "ce_id",
        UUID.randomUUID().toString(),
        "ce_source",
        "/numbers",
        "ce_type",
        "NUMBERED",
        "ce_time",
        Instant.now().toString(),
        "ce_workspaceid",
        workspace,
        "ce_channel",
        channel,
        "content-type",
        "application/json");
  }
}
