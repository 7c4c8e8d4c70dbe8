package dev.tidings.gateway.sse;

import dev.tidings.gateway.protocol.MovingPositions;
import dev.tidings.gateway.protocol.Position;
import dev.tidings.gateway.protocol.ServerFrame;
import dev.tidings.gateway.protocol.ServerFrame.ChannelPosition;
import dev.tidings.platform.event.Channel;

/**
 * The id of a stream's next event: where every channel stands once the client has it. For use by
 * the connection's event loop only.
 */
final class StreamId {

  /** The id of a {@code DISCONNECT} after which a client is not to come back the same way. */
  static final String FINAL = "final";

  /** The id of a stream with more channels than an id can hold. */
  static final String NONE = "none";

  private final MovingPositions positions = new MovingPositions();
  private final ResumePoint from;
  private final int maxLength;
  private boolean moved;

  StreamId(ResumePoint from, int maxLength) {
    this.from = from;
    this.maxLength = maxLength;
  }

  /** Until the channel is resumed, the client stands where it says that it was. */
  void resuming(Channel channel) {
    Position since = from.of(channel);
    if (since != null) {
      put(channel, since);
    }
  }

  /**
   * The id that goes with the frame.
   *
   * @return null if it is the same as the last one, which the client has
   */
  String with(ServerFrame frame) {
    switch (frame) {
      case ServerFrame.Connected connected -> connected.channels().forEach(this::begin);
      case ServerFrame.Event event -> put(event.channel(), event.position());
      case ServerFrame.Subscribed subscribed -> put(subscribed.channel(), subscribed.position());
      case ServerFrame.Unsubscribed unsubscribed ->
          moved |= positions.remove(unsubscribed.channel());
      case ServerFrame.Ack ack -> {
        if (ack.channel() != null && ack.position() != null) {
          put(ack.channel(), ack.position());
        }
      }
      case ServerFrame.Disconnect disconnect -> {
        if (!disconnect.code().reconnect()) {
          return FINAL;
        }
      }
      case ServerFrame.Pong _,
          ServerFrame.Error _,
          ServerFrame.Resync _,
          ServerFrame.PresenceChanges _ -> {}
    }
    if (!moved) {
      return null;
    }
    moved = false;
    return positions.length() > maxLength ? NONE : positions.encode();
  }

  private void begin(ChannelPosition each) {
    if (from.of(each.channel()) == null) {
      put(each.channel(), each.position());
    } else {
      resuming(each.channel());
    }
  }

  private void put(Channel channel, Position position) {
    moved |= positions.put(channel, position);
  }
}
