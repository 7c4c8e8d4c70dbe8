package dev.tidings.gateway.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.platform.event.Channel;
import java.time.Instant;
import java.util.List;

/** What the gateway says. A client skips a type that it doesn't know. */
public sealed interface ServerFrame {

  /**
   * The first frame of a connection: the session is open.
   *
   * @param heartbeatMs how often either side should be heard; the gateway closes a connection that
   *     it hasn't heard for twice as long
   * @param tokenExpiresAt when the connection ends unless a newer token comes before
   * @param channels what the gateway subscribed by itself, each with the position from which its
   *     events follow
   * @param timestamp the server's time
   */
  record Connected(
      String sessionId,
      String userId,
      String workspace,
      long heartbeatMs,
      Instant tokenExpiresAt,
      List<ChannelPosition> channels,
      Instant timestamp)
      implements ServerFrame {

    public Connected {
      channels = List.copyOf(channels);
    }
  }

  /** A channel and where its events follow from. */
  record ChannelPosition(Channel channel, Position position) {}

  /** The answer to {@code PING}; the frame's {@code ACK} follows if it has an id. */
  record Pong(String id, Instant timestamp) implements ServerFrame {}

  /**
   * The client's frame has taken effect.
   *
   * @param channel the channel that it was about; null if none
   * @param data the outcome; null if there is nothing to say
   * @param position where the channel's events follow from; null if it subscribes to none
   */
  record Ack(String id, Channel channel, JsonNode data, Position position, Instant timestamp)
      implements ServerFrame {}

  /**
   * The client's frame has had no effect.
   *
   * @param id the frame's id; null if it had none, or was not readable
   * @param code what went wrong, to switch on: {@link ErrorCode}, or the code of the service that
   *     refused
   * @param title the code's meaning
   * @param detail what is wrong this time, for a person
   * @param retryable whether the same frame may succeed later
   * @param retryAfterMs when, if known; null otherwise
   */
  record Error(
      String id,
      String code,
      String title,
      String detail,
      boolean retryable,
      Long retryAfterMs,
      Instant timestamp)
      implements ServerFrame {

    /** An error of the gateway's own. */
    public static Error of(String id, ErrorCode code, String detail, Instant timestamp) {
      return new Error(id, code.code(), code.title(), detail, code.retryable(), null, timestamp);
    }
  }

  /** The gateway has subscribed the connection by itself, after {@code CONNECTED}. */
  record Subscribed(Channel channel, Position position, Instant timestamp) implements ServerFrame {}

  /** The gateway has ended a subscription by itself: the caller may no longer see the channel. */
  record Unsubscribed(Channel channel, Instant timestamp) implements ServerFrame {}

  /**
   * Events of the channel were dropped for this connection, just before this frame: whatever state
   * depends on them has to be loaded anew.
   *
   * @param reason why, such as {@code slow-consumer}
   */
  record Resync(Channel channel, String reason) implements ServerFrame {}

  /**
   * The gateway closes the connection with the same code: at once, so that this is the last frame;
   * or, when it drains, a moment later, so that the client can close it first.
   *
   * @param afterMs how long to wait before connecting again; null if the client's own back-off says
   */
  record Disconnect(DisconnectCode code, Long afterMs, Instant timestamp) implements ServerFrame {

    public Disconnect(DisconnectCode code, Instant timestamp) {
      this(code, null, timestamp);
    }
  }

  /**
   * What has changed of the people whom the client follows by {@code PRESENCE_WATCH}, all that is
   * due at once.
   *
   * @param seq 0 for all that there is of them, in answer to the frame; then one more each time
   * @param changes the people's presence, each as its producer's JSON in UTF-8, copied byte for
   *     byte
   * @param activities what they do, each as its producer's JSON in UTF-8
   */
  record PresenceChanges(long seq, List<byte[]> changes, List<byte[]> activities, Instant timestamp)
      implements ServerFrame {

    public PresenceChanges {
      changes = List.copyOf(changes);
      activities = List.copyOf(activities);
    }
  }

  /**
   * An event of a channel.
   *
   * @param type the producer's type, in CloudEvents' sense
   * @param data the producer's JSON in UTF-8, copied byte for byte; shared, never changed
   * @param position where the channel stands with this event
   * @param userId the user whose client published it, by the gateway's word; null if a service did
   * @param timestamp when it happened
   */
  record Event(
      String type,
      Channel channel,
      byte[] data,
      Position position,
      String eventId,
      String userId,
      Instant timestamp)
      implements ServerFrame {

    /** An event that a service published. */
    public Event(
        String type,
        Channel channel,
        byte[] data,
        Position position,
        String eventId,
        Instant timestamp) {
      this(type, channel, data, position, eventId, null, timestamp);
    }
  }
}
