package dev.tidings.gateway.recovery;

import dev.tidings.gateway.access.Delivery;
import dev.tidings.gateway.outbound.Frame;
import dev.tidings.gateway.protocol.Position;
import dev.tidings.gateway.protocol.ServerFrame;
import dev.tidings.platform.event.Channel;
import dev.tidings.platform.event.CloudEvent;
import java.time.Instant;

/**
 * An event that may be given to many: its frame is encoded once, when the first asks. Safe for use
 * by several threads.
 */
final class RecordedEvent {

  private static final int OVERHEAD = 768;

  private final String id;
  private final long offset;
  private final long timestamp;
  private final int bytes;

  private volatile Content content;

  private sealed interface Content {}

  /** Nobody has asked for it yet. */
  private record Raw(CloudEvent event) implements Content {}

  /** Its frame with the position that was asked for last. */
  private record Made(ServerFrame.Event event, Frame frame) implements Content {}

  private RecordedEvent(long offset, long timestamp, CloudEvent event, Content content) {
    this.id = event.id();
    this.offset = offset;
    this.timestamp = timestamp;
    this.bytes = event.data().length;
    this.content = content;
  }

  /**
   * @param timestamp the record's, in milliseconds
   */
  static RecordedEvent of(long offset, long timestamp, CloudEvent event) {
    return new RecordedEvent(offset, timestamp, event, new Raw(event));
  }

  /** One whose frame is encoded already. */
  static RecordedEvent of(long offset, long timestamp, CloudEvent event, Frame frame) {
    return new RecordedEvent(
        offset, timestamp, event, new Made((ServerFrame.Event) frame.content(), frame));
  }

  String id() {
    return id;
  }

  long offset() {
    return offset;
  }

  /** When it was published, in milliseconds. */
  long timestamp() {
    return timestamp;
  }

  /** The size of its data. */
  int bytes() {
    return bytes;
  }

  /** What it takes in memory, about. */
  int footprint() {
    return 2 * bytes + OVERHEAD;
  }

  /** Its frame with the position, for one connection. */
  Frame frame(Position position) {
    return switch (content) {
      case Made(ServerFrame.Event event, Frame frame) when event.position().equals(position) ->
          frame.replayed();
      case Made(ServerFrame.Event event, Frame frame) ->
          make(event.type(), event.channel(), event.data(), position, event.timestamp());
      case Raw(CloudEvent event) ->
          make(event.type(), event.channel(), event.data(), position, event.time());
    };
  }

  private Frame make(String type, Channel channel, byte[] data, Position position, Instant time) {
    var event = new ServerFrame.Event(type, channel, data, position, id, time);
    Frame frame = Frame.of(event, null, Delivery.RESUME);
    content = new Made(event, frame);
    return frame.replayed();
  }
}
