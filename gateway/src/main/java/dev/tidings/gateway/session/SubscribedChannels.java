package dev.tidings.gateway.session;

import dev.tidings.gateway.subscription.Subscription;
import dev.tidings.platform.event.Channel;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * A session's channels with their subscriptions. Most sessions have a handful, so these are two
 * small arrays until there are many. Safe for use by several threads; iterates over what is there
 * when the iteration begins.
 */
final class SubscribedChannels extends AbstractSet<Channel> {

  private static final int FEW = 8;

  private Channel[] channels = {};
  private Subscription[] subscriptions = {};
  private Map<Channel, Subscription> many;

  /** The channel's subscription; null if there is none. */
  synchronized Subscription get(Channel channel) {
    if (many != null) {
      return many.get(channel);
    }
    int at = indexOf(channel);
    return at < 0 ? null : subscriptions[at];
  }

  /** Adds a channel that is not there. */
  synchronized void put(Channel channel, Subscription subscription) {
    if (many == null && channels.length == FEW) {
      many = new HashMap<>();
      for (int i = 0; i < FEW; i++) {
        many.put(channels[i], subscriptions[i]);
      }
      channels = new Channel[0];
      subscriptions = new Subscription[0];
    }
    if (many != null) {
      many.put(channel, subscription);
    } else {
      int end = channels.length;
      channels = Arrays.copyOf(channels, end + 1);
      subscriptions = Arrays.copyOf(subscriptions, end + 1);
      channels[end] = channel;
      subscriptions[end] = subscription;
    }
  }

  /** Removes a channel; its subscription, or null if it was not there. */
  synchronized Subscription take(Channel channel) {
    if (many != null) {
      return many.remove(channel);
    }
    int at = indexOf(channel);
    if (at < 0) {
      return null;
    }
    Subscription taken = subscriptions[at];
    int end = channels.length - 1;
    channels[at] = channels[end];
    subscriptions[at] = subscriptions[end];
    channels = Arrays.copyOf(channels, end);
    subscriptions = Arrays.copyOf(subscriptions, end);
    return taken;
  }

  @Override
  public boolean contains(Object channel) {
    return channel instanceof Channel known && get(known) != null;
  }

  @Override
  public synchronized int size() {
    return many != null ? many.size() : channels.length;
  }

  @Override
  public Iterator<Channel> iterator() {
    return snapshot().iterator();
  }

  private synchronized List<Channel> snapshot() {
    return many != null ? List.copyOf(many.keySet()) : List.of(channels);
  }

  private int indexOf(Channel channel) {
    for (int i = 0; i < channels.length; i++) {
      if (channels[i].equals(channel)) {
        return i;
      }
    }
    return -1;
  }
}
