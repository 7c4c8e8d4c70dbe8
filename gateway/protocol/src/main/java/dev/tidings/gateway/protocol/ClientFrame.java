package dev.tidings.gateway.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.platform.event.Channel;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a client may say. A frame with an {@code id} is answered by exactly one {@code ACK} or
 * {@code ERROR} with that id; one without is answered only if it fails.
 */
public sealed interface ClientFrame {

  /** The client's name for the frame, at most 128 characters; null if it wants no answer. */
  String id();

  /** Asks for a {@code PONG}; shows that the connection lives in both directions. */
  record Ping(String id) implements ClientFrame {}

  /**
   * Asks for the events of a channel from now on, or since a position.
   *
   * @param channel {@code data.channel}, or its older name {@code data.room}
   * @param since the last position that the client got for the channel; null for none
   */
  record Subscribe(String id, Channel channel, Position since) implements ClientFrame {}

  /** Ends a subscription; may be repeated. */
  record Unsubscribe(String id, Channel channel) implements ClientFrame {}

  /**
   * Sends a chat message.
   *
   * @param message the body of {@code POST /api/chat/messages}, which says what it may hold
   */
  record MessageSend(String id, ObjectNode message) implements ClientFrame {}

  /**
   * Says how far the caller has read a room.
   *
   * @param room the room's channel
   * @param seq the number of the last message that was read
   */
  record MessageRead(String id, Channel room, long seq) implements ClientFrame {}

  /** Marks one of the caller's notifications as read. */
  record NotificationRead(String id, String notificationId) implements ClientFrame {}

  /** Marks all of the caller's notifications as read. */
  record NotificationReadAll(String id) implements ClientFrame {}

  /** The caller types in a room, or has stopped. */
  record Typing(String id, Channel room, boolean typing) implements ClientFrame {}

  /**
   * The caller's status on this device.
   *
   * @param status {@code online}, {@code away}, {@code busy} or {@code offline}
   * @param message a status text, at most 140 characters; null for none
   * @param messageExpiresAt when the text ends; null for never
   */
  record PresenceUpdate(String id, String status, String message, Instant messageExpiresAt)
      implements ClientFrame {}

  /**
   * What the caller is doing on this device.
   *
   * @param kind {@code viewing}, {@code editing} or {@code commenting}, or {@code idle} when it has
   *     ended
   * @param resourceType what kind of thing, such as {@code document}; null when idle
   * @param resourceId which one; null when idle
   */
  record Activity(String id, String kind, String resourceType, String resourceId)
      implements ClientFrame {}

  /**
   * The page that the caller looks at on this device.
   *
   * @param page its path or address, at most 2,048 characters
   * @param title its title; null for none
   */
  record PageNavigate(String id, String page, String title) implements ClientFrame {}

  /**
   * Whose presence the client wants to follow from now on: these people's, and nobody else's.
   *
   * @param users their ids; none to follow nobody any more
   */
  record PresenceWatch(String id, Set<String> users) implements ClientFrame {

    /** The most people that a connection may follow. */
    public static final int MAX_USERS = 200;

    public PresenceWatch {
      users = Collections.unmodifiableSet(new LinkedHashSet<>(users));
    }
  }

  /**
   * An event from this client to the channel's subscribers; never replayed.
   *
   * @param event its type, by {@link EventNames#isClientEvent}
   * @param data any JSON
   */
  record Publish(String id, Channel channel, String event, JsonNode data) implements ClientFrame {}

  /** Replaces the connection's token by a newer one of the same user and workspace. */
  record Auth(String id, String token) implements ClientFrame {

    @Override
    public String toString() {
      return "Auth[id=" + id + "]";
    }
  }

  /** A type that this version doesn't know. */
  record Unknown(String type, String id) implements ClientFrame {}
}
