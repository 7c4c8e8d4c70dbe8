package dev.tidings.gateway.presence;

import dev.tidings.gateway.protocol.ServerFrame;
import dev.tidings.gateway.session.Session;
import dev.tidings.gateway.subscription.ChannelKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whom one connection follows, and what has changed of them since its last frame. Changes that come
 * before what there is has been sent wait for it. Safe for use by several threads.
 */
final class Watch {

  private final Session session;
  private final Set<ChannelKey> followed;
  private final Map<ChannelKey, byte[]> changes = new LinkedHashMap<>();
  private final Map<ChannelKey, byte[]> activities = new LinkedHashMap<>();
  private boolean begun;
  private boolean ended;
  private long seq;

  /**
   * A watch that has not begun.
   *
   * @param followed the people's channels
   */
  Watch(Session session, Set<ChannelKey> followed) {
    this.session = session;
    this.followed = Set.copyOf(followed);
  }

  Session session() {
    return session;
  }

  Set<ChannelKey> followed() {
    return followed;
  }

  /**
   * A person's presence, or what they do, has changed; an older change that still waits is
   * replaced.
   *
   * @return whether it is the first that waits, so that a frame is due
   */
  synchronized boolean changed(ChannelKey person, byte[] data, boolean isActivity) {
    boolean isFirst = changes.isEmpty() && activities.isEmpty();
    Map<ChannelKey, byte[]> waiting = isActivity ? activities : changes;
    waiting.remove(person);
    waiting.put(person, data);
    return isFirst && begun;
  }

  /**
   * Sends what there is; from now on changes follow.
   *
   * @return whether some came meanwhile, so that a frame is due
   */
  synchronized boolean begin(List<byte[]> present, Instant now) {
    session.send(new ServerFrame.PresenceChanges(0, present, List.of(), now));
    begun = true;
    return !changes.isEmpty() || !activities.isEmpty();
  }

  /** Sends what waits, unless the watch is over. */
  synchronized void send(Instant now) {
    if (ended || changes.isEmpty() && activities.isEmpty()) {
      return;
    }
    seq++;
    session.send(
        new ServerFrame.PresenceChanges(
            seq, new ArrayList<>(changes.values()), new ArrayList<>(activities.values()), now));
    changes.clear();
    activities.clear();
  }

  /** Nothing is sent any more. */
  synchronized void end() {
    ended = true;
    changes.clear();
    activities.clear();
  }
}
