package dev.tidings.e2e.fault;

import dev.tidings.e2e.support.LiveClient;
import dev.tidings.e2e.support.TestUser;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/** A user whose client connects again whenever its connection is lost. */
final class Subscriber implements AutoCloseable {

  private static final Duration PAUSE = Duration.ofMillis(250);

  private final TestUser user;
  private final List<LiveClient> connections = new CopyOnWriteArrayList<>();
  private volatile boolean running = true;

  private Subscriber(TestUser user) {
    this.user = user;
  }

  /** Connects for the first time, and from then on whenever needed. */
  static Subscriber start(TestUser user) {
    var subscriber = new Subscriber(user);
    subscriber.connections.add(user.connect());
    Thread.ofVirtual().name("subscriber").start(subscriber::stayConnected);
    return subscriber;
  }

  /** All connections so far, in their order. */
  List<LiveClient> connections() {
    return List.copyOf(connections);
  }

  /** The connection of now, or the one that was lost just now. */
  LiveClient latest() {
    return connections.getLast();
  }

  @Override
  public void close() {
    running = false;
    if (!latest().isEnded()) {
      latest().close();
    }
  }

  private void stayConnected() {
    while (running) {
      LockSupport.parkNanos(PAUSE.toNanos());
      if (running && latest().isEnded()) {
        try {
          connections.add(user.connect());
        } catch (CompletionException | AssertionError e) {
          // Not back yet; the next round tries again.
        }
      }
    }
  }
}
