package dev.tidings.gateway.subscription;

import dev.tidings.gateway.access.DeliveryRule;
import dev.tidings.gateway.outbound.Frame;
import dev.tidings.gateway.outbound.Lane;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The subscribers of every channel. See the package for what is done under which lock. */
@Singleton
public final class SubscriptionTable {

  private static final int STRIPES = 256;

  private final ReentrantLock[] locks = new ReentrantLock[STRIPES];

  /** The first of each channel's groups; they are linked. */
  private final Map<ChannelKey, Group> channels = new ConcurrentHashMap<>();

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

  /** Adds a subscriber, which is none yet. Only while the channel is held. */
  public Subscription add(ChannelKey key, Subscriber subscriber) {
    Group group = group(key, subscriber.lane());
    group.subscribers++;
    size.incrementAndGet();
    var subscription = new Subscription(group, subscriber);
    group.lane.execute(() -> group.add(subscription));
    return subscription;
  }

  /** Removes a subscription, once. Only while the channel is held. */
  public void remove(ChannelKey key, Subscription subscription) {
    Group group = subscription.group;
    size.decrementAndGet();
    if (--group.subscribers == 0) {
      unlink(key, group);
    }
    group.lane.execute(() -> group.remove(subscription));
  }

  /**
   * Hands an event to the channel's subscribers: one task for each lane that has any. Only while
   * the channel is held.
   *
   * @param frame makes the frame; called only if there is a subscriber
   * @return how many there are
   */
  public int deliver(ChannelKey key, DeliveryRule rule, Supplier<Frame> frame) {
    Group group = channels.get(key);
    if (group == null) {
      return 0;
    }
    int subscribers = 0;
    Frame next = frame.get();
    while (group != null) {
      subscribers += group.subscribers;
      submit(group, next, rule);
      group = group.next;
      next = group == null ? null : next.copy();
    }
    return subscribers;
  }

  private static void submit(Group group, Frame frame, DeliveryRule rule) {
    group.lane.executeCounted(frame.size(), () -> group.deliver(frame, rule));
  }

  /** Names each lane that has subscribers of the channel. Only while the channel is held. */
  public void eachLane(ChannelKey key, Consumer<Lane> action) {
    for (Group group = channels.get(key); group != null; group = group.next) {
      action.accept(group.lane);
    }
  }

  /** How many subscriptions there are. */
  public long size() {
    return size.get();
  }

  private Group group(ChannelKey key, Lane lane) {
    Group first = channels.get(key);
    for (Group group = first; group != null; group = group.next) {
      if (group.lane == lane) {
        return group;
      }
    }
    Group group = new Group(lane, key.channel());
    if (first == null) {
      channels.put(key, group);
    } else {
      group.next = first.next;
      first.next = group;
    }
    return group;
  }

  private void unlink(ChannelKey key, Group group) {
    Group first = channels.get(key);
    if (first == group) {
      if (group.next == null) {
        channels.remove(key);
      } else {
        channels.put(key, group.next);
      }
      return;
    }
    Group before = first;
    while (before.next != group) {
      before = before.next;
    }
    before.next = group.next;
  }
}
