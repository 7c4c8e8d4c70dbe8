package dev.tidings.gateway.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.platform.event.Channel;

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
