package dev.tidings.gateway.upstream.chat;

import dev.tidings.gateway.protocol.ServerFrame.ChannelPosition;
import dev.tidings.gateway.session.Session;
import dev.tidings.gateway.session.Subscriptions;
import dev.tidings.gateway.upstream.service.ServiceUnavailableException;
import dev.tidings.platform.event.Channel;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/**
 * Subscribes a new session to the rooms of its user. If chat-service doesn't answer, the session
 * opens without rooms, and gets each by a {@code SUBSCRIBED} frame when chat-service is back.
 */
@Singleton
public final class MemberRooms {

  private static final Logger LOG = Logger.getLogger(MemberRooms.class);
  private static final long FIRST_DELAY_MS = 200;
  private static final long MAX_DELAY_MS = 10_000;

  private final MembershipLookup lookup;
  private final Subscriptions subscriptions;

  /** The rooms that sessions were seen to leave while their rooms are being fetched. */
  private final Map<Session, Set<String>> left = new ConcurrentHashMap<>();

  MemberRooms(MembershipLookup lookup, Subscriptions subscriptions) {
    this.lookup = lookup;
    this.subscriptions = subscriptions;
  }

  /**
   * Subscribes the session, which is registered already, and returns what it subscribed. If
   * chat-service doesn't answer, goes on trying on a virtual thread of its own. Blocks.
   */
  public List<ChannelPosition> subscribe(Session session) {
    left.put(session, ConcurrentHashMap.newKeySet());
    try {
      List<String> rooms = lookup.rooms(session.token());
      var subscribed = new ArrayList<ChannelPosition>();
      rooms.forEach(
          room ->
              unlessLeft(
                  session,
                  room,
                  channel -> {
                    if (!session.channels().contains(channel)) {
                      subscriptions.park(
                          session,
                          channel,
                          position -> subscribed.add(new ChannelPosition(channel, position)));
                    }
                  }));
      left.remove(session);
      return subscribed;
    } catch (ServiceUnavailableException e) {
      LOG.warnf(
          "Session opens without its rooms, connectionId=%s userId=%s: %s",
          session.id(), session.user().id(), e.getMessage());
      Thread.ofVirtual().name("rooms-" + session.id()).start(() -> keepTrying(session));
      return List.of();
    } catch (RuntimeException e) {
      left.remove(session);
      throw e;
    }
  }

  /** The room's log says that the session's user left it; the room's channel is held. */
  void left(Session session, String room) {
    Set<String> rooms = left.get(session);
    if (rooms != null) {
      rooms.add(room);
    }
  }

  /** The room's log says that the session's user joined it; the room's channel is held. */
  void joined(Session session, String room) {
    Set<String> rooms = left.get(session);
    if (rooms != null) {
      rooms.remove(room);
    }
  }

  private void unlessLeft(
      Session session, String room, java.util.function.Consumer<Channel> action) {
    Channel channel = Channel.of("room", room);
    subscriptions.exclusively(
        session,
        channel,
        () -> {
          if (!left.get(session).contains(room)) {
            action.accept(channel);
          }
        });
  }

  private void keepTrying(Session session) {
    long delay = FIRST_DELAY_MS;
    try {
      while (!session.isClosed()) {
        Thread.sleep(ThreadLocalRandom.current().nextLong(delay / 2, delay));
        delay = Math.min(2 * delay, MAX_DELAY_MS);
        try {
          for (String room : lookup.rooms(session.token())) {
            unlessLeft(session, room, channel -> subscriptions.announce(session, channel));
          }
          return;
        } catch (ServiceUnavailableException e) {
          LOG.debugf("Still without rooms, connectionId=%s: %s", session.id(), e.getMessage());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      left.remove(session);
    }
  }
}
