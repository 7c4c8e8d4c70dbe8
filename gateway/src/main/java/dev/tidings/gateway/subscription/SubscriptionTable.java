package dev.tidings.gateway.subscription;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/** The subscribers of every channel. See the package for what is done under which lock. */
@Singleton
public final class SubscriptionTable {

  private static final int STRIPES = 256;

  private final ReentrantLock[] locks = new ReentrantLock[STRIPES];
  private final Map<ChannelKey, Set<Subscriber>> channels = new ConcurrentHashMap<>();
  private final AtomicLong size = new AtomicLong();

  SubscriptionTable(MeterRegistry metrics) {
    Arrays.setAll(locks, i -> new ReentrantLock());
    metrics.gauge("tidings.gateway.subscriptions", size);
  }

  /** Does something while nothing else happens to the channel. May be nested for one channel. */
  public void exclusively(ChannelKey key, Runnable action) {
    int hash = key.hashCode();
    ReentrantLock lock = locks[(hash ^ hash >>> 16) & STRIPES - 1];
    lock.lock();
    try {
      action.run();
    } finally {
      lock.unlock();
    }
  }

  /** Adds a subscriber; true if it was none. Only while the channel is held. */
  public boolean add(ChannelKey key, Subscriber subscriber) {
    boolean added = channels.computeIfAbsent(key, k -> new HashSet<>()).add(subscriber);
    if (added) {
      size.incrementAndGet();
    }
    return added;
  }

  /** Removes a subscriber; true if it was one. Only while the channel is held. */
  public boolean remove(ChannelKey key, Subscriber subscriber) {
    Set<Subscriber> subscribers = channels.get(key);
    if (subscribers == null || !subscribers.remove(subscriber)) {
      return false;
    }
    if (subscribers.isEmpty()) {
      channels.remove(key);
    }
    size.decrementAndGet();
    return true;
  }

  /** The subscribers; to be read only while the channel is held. */
  public Collection<Subscriber> of(ChannelKey key) {
    return channels.getOrDefault(key, Set.of());
  }

  /** How many subscriptions there are. */
  public long size() {
    return size.get();
  }
}
