package dev.tidings.gateway.drain;

import dev.tidings.gateway.connection.Connections;
import dev.tidings.gateway.protocol.DisconnectCode;
import dev.tidings.gateway.protocol.ServerFrame;
import dev.tidings.gateway.session.Session;
import dev.tidings.gateway.session.SessionRegistry;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/** Sends the clients elsewhere, once, when the application is about to stop. */
@Singleton
public final class Drain {

  private static final Logger LOG = Logger.getLogger(Drain.class);
  private static final Duration TICK = Duration.ofMillis(20);

  /** For requests that are under way when the last connection is gone. */
  private static final Duration FINISH_TIMEOUT = Duration.ofSeconds(3);

  /** For the close frames of connections that were cut. */
  private static final Duration CUT_TIMEOUT = Duration.ofSeconds(1);

  private final SessionRegistry sessions;
  private final Connections connections;
  private final DrainConfig config;
  private final DrainGate gate;
  private final Clock clock;
  private final Counter forced;

  /** Those that are to be told next. */
  private final Queue<Session> waiting = new ArrayDeque<>();

  /** The clients that were told and are still there, and when they were told, in that order. */
  private final Map<Session, Long> told = new LinkedHashMap<>();

  private long begin;

  Drain(
      SessionRegistry sessions,
      Connections connections,
      DrainGate gate,
      DrainConfig config,
      MeterRegistry metrics,
      Clock clock) {
    this.sessions = sessions;
    this.connections = connections;
    this.gate = gate;
    this.config = config;
    this.clock = clock;
    this.forced =
        Counter.builder("tidings.gateway.drain.forced")
            .description("Connections that were cut because they outlived the grace of a drain")
            .register(metrics);
    Gauge.builder("tidings.gateway.draining", this, drain -> drain.gate.isClosed() ? 1 : 0)
        .description("1 while the gateway sends its clients elsewhere, before it stops")
        .register(metrics);
  }

  void stop(@Observes ShutdownDelayInitiatedEvent event) throws InterruptedException {
    gate.close();
    Thread.sleep(config.settle());
    run();
    awaitAtMost(FINISH_TIMEOUT, () -> gate.underWay() == 0);
  }

  /** Nanoseconds since the first could be told. */
  private long now() {
    return System.nanoTime() - begin;
  }

  /** Returns when no connection is left, or the grace is over. */
  private void run() throws InterruptedException {
    int clients = sessions.all().size();
    if (clients == 0) {
      return;
    }
    LOG.infof("Draining connections=%d at pace=%d a second", clients, config.pace());
    begin = System.nanoTime();
    long grace = config.grace().toNanos();
    var plan = new DrainPlan(clients, config.pace(), config.spread());
    long now = 0;
    while (!sessions.all().isEmpty() && now < grace) {
      tell(plan);
      close();
      Thread.sleep(TICK);
      now = now();
    }
    cut();
    LOG.infof("Drained connections=%d in ms=%d", plan.told(), Duration.ofNanos(now).toMillis());
  }

  private void tell(DrainPlan plan) {
    for (long now = now(); plan.isDue(now); now = now()) {
      Session session = next();
      if (session == null) {
        return;
      }
      told.put(session, now);
      session.send(
          new ServerFrame.Disconnect(DisconnectCode.DRAIN, plan.tell(now), clock.instant()));
    }
  }

  /** A handshake may have been under way when the drain began, so there may be new sessions. */
  private Session next() {
    if (waiting.isEmpty()) {
      for (Session session : sessions.all()) {
        if (!told.containsKey(session)) {
          waiting.add(session);
        }
      }
    }
    return waiting.poll();
  }

  /** Closes what its client doesn't, unless an answer is still to come. */
  private void close() {
    long now = now();
    long linger = config.linger().toNanos();
    var all = told.entrySet().iterator();
    while (all.hasNext()) {
      var each = all.next();
      if (each.getKey().isClosed()) {
        all.remove();
      } else if (now - each.getValue() >= linger) {
        connections.endIfIdle(each.getKey(), DisconnectCode.DRAIN);
      } else {
        return;
      }
    }
  }

  private void cut() throws InterruptedException {
    var left = sessions.all();
    if (left.isEmpty()) {
      return;
    }
    LOG.warnf("The grace is over: cutting connections=%d", left.size());
    for (Session session : left) {
      forced.increment();
      connections.cut(session, DisconnectCode.DRAIN);
    }
    awaitAtMost(CUT_TIMEOUT, left::isEmpty);
  }

  private static void awaitAtMost(Duration limit, BooleanSupplier condition)
      throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < end) {
      Thread.sleep(TICK);
    }
  }
}
