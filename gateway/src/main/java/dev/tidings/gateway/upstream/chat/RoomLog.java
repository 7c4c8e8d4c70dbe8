package dev.tidings.gateway.upstream.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tidings.gateway.fanout.EventObserver;
import dev.tidings.gateway.recovery.Recovery;
import dev.tidings.gateway.session.Session;
import dev.tidings.gateway.session.SessionRegistry;
import dev.tidings.gateway.session.Subscriptions;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.Json;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Keeps room subscriptions true as the rooms' logs tell of members who come and go. One who joins
 * is subscribed before the event is delivered and so sees it; one who leaves sees the event as the
 * last one, and so does everybody when the room is deleted. Only chat-service's own topic is
 * believed.
 */
@Singleton
public final class RoomLog implements EventObserver {

  private static final Logger LOG = Logger.getLogger(RoomLog.class);
  private static final String TOPIC = "chat.room.v1";
  private static final String USER = "user:";

  private final SessionRegistry sessions;
  private final Subscriptions subscriptions;
  private final Recovery recovery;
  private final RoomMemberships memberships;
  private final MemberRooms rooms;

  RoomLog(
      SessionRegistry sessions,
      Subscriptions subscriptions,
      Recovery recovery,
      RoomMemberships memberships,
      MemberRooms rooms) {
    this.sessions = sessions;
    this.subscriptions = subscriptions;
    this.recovery = recovery;
    this.memberships = memberships;
    this.rooms = rooms;
  }

  @Override
  public void before(String topic, CloudEvent event) {
    if (!concernsARoom(topic, event)) {
      return;
    }
    switch (event.type()) {
      case "ROOM_CREATED" -> members(event).forEach(user -> joined(event, user));
      case "MEMBER_JOINED" -> subject(event, user -> joined(event, user));
      default -> LOG.tracef("No change of members, eventType=%s", event.type());
    }
  }

  @Override
  public void after(String topic, CloudEvent event) {
    if (!concernsARoom(topic, event)) {
      return;
    }
    switch (event.type()) {
      case "MEMBER_LEFT" -> subject(event, user -> left(event, user));
      case "ROOM_DELETED" -> deleted(event);
      default -> LOG.tracef("Nobody has left, eventType=%s", event.type());
    }
  }

  private static boolean concernsARoom(String topic, CloudEvent event) {
    return topic.equals(TOPIC) && event.channel().namespace().equals("room");
  }

  private void joined(CloudEvent event, String user) {
    String room = event.channel().id();
    memberships.changed(event.workspace(), user, room, true);
    for (Session session : sessions.of(event.workspace(), user)) {
      rooms.joined(session, room);
      subscriptions.announce(session, event.channel());
    }
  }

  private void left(CloudEvent event, String user) {
    memberships.changed(event.workspace(), user, event.channel().id(), false);
    sessions.of(event.workspace(), user).forEach(session -> end(event, session));
  }

  /** Nobody is a member any more. Deleting is rare enough to look at every session. */
  private void deleted(CloudEvent event) {
    memberships.gone(event.workspace(), event.channel().id());
    sessions.all().stream()
        .filter(session -> session.user().workspace().equals(event.workspace()))
        .forEach(session -> end(event, session));
  }

  private void end(CloudEvent event, Session session) {
    rooms.left(session, event.channel().id());
    recovery.release(session, event.channel());
    subscriptions.revoke(session, event.channel());
  }

  private static void subject(CloudEvent event, java.util.function.Consumer<String> action) {
    if (event.subject() != null && event.subject().startsWith(USER)) {
      action.accept(event.subject().substring(USER.length()));
    } else {
      LOG.errorf("Not a member: ce_subject of eventId=%s eventType=%s", event.id(), event.type());
    }
  }

  static List<String> members(CloudEvent event) {
    String members = event.extensions().get("members");
    try {
      return members == null
          ? List.of()
          : List.of(Json.mapper().readValue(members, String[].class));
    } catch (JsonProcessingException e) {
      LOG.errorf("Not a list of members: ce_members of eventId=%s", event.id());
      return List.of();
    }
  }
}
