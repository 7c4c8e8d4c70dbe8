package dev.tidings.gateway.session;

import dev.tidings.platform.event.Channel;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * A session's channels and how far each has come. Most sessions have a handful, so these are two
 * small arrays until there are many. Safe for use by several threads; iterates over what is there
 * when the iteration begins.
 */
final class SubscribedChannels extends AbstractSet<Channel> {

  private static final int FEW = 8;

  private Channel[] channels = {};
  private Stage[] stages = {};
  private Map<Channel, Stage> many;

  /** The channel's stage; null if there is none. */
  synchronized Stage get(Channel channel) {
    if (many != null) {
      return many.get(channel);
    }
    int at = indexOf(channel);
    return at < 0 ? null : stages[at];
  }

  /** Adds a channel, or gives it another stage. */
  synchronized void put(Channel channel, Stage stage) {
    int at = many == null ? indexOf(channel) : -1;
    if (at >= 0) {
      stages[at] = stage;
      return;
    }
    if (many == null && channels.length == FEW) {
      many = new HashMap<>();
      for (int i = 0; i < FEW; i++) {
        many.put(channels[i], stages[i]);
      }
      channels = new Channel[0];
      stages = new Stage[0];
    }
    if (many != null) {
      many.put(channel, stage);
    } else {
      int end = channels.length;
      channels = Arrays.copyOf(channels, end + 1);
      stages = Arrays.copyOf(stages, end + 1);
      channels[end] = channel;
      stages[end] = stage;
    }
  }

  /** Removes a channel; its stage, or null if it was not there. */
  synchronized Stage take(Channel channel) {
    if (many != null) {
      return many.remove(channel);
    }
    int at = indexOf(channel);
    if (at < 0) {
      return null;
    }
    Stage taken = stages[at];
    int end = channels.length - 1;
    channels[at] = channels[end];
    stages[at] = stages[end];
    channels = Arrays.copyOf(channels, end);
    stages = Arrays.copyOf(stages, end);
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
