package dev.tidings.gateway.recovery;

import dev.tidings.gateway.protocol.FrameEncoder;
import dev.tidings.gateway.protocol.Position;
import dev.tidings.gateway.protocol.ServerFrame;
import dev.tidings.platform.event.CloudEvent;

/**
 * An event that may be given to many: its frame is encoded once, when the first asks. Safe for use
 * by several threads.
 */
final class RecordedEvent {

  private static final FrameEncoder ENCODER = new FrameEncoder();
  private static final int OVERHEAD = 512;

  private final String id;
  private final long offset;
  private final long timestamp;
  private final int bytes;

  /** The event until its frame is encoded, then the frame alone. */
  private volatile Content content;

  private sealed interface Content {}

  private record Unread(CloudEvent event) implements Content {}

  private record Frame(Position position, byte[] text) implements Content {}

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
    return new RecordedEvent(offset, timestamp, event, new Unread(event));
  }

  /** One whose frame is encoded already, with that position. */
  static RecordedEvent of(
      long offset, long timestamp, CloudEvent event, Position position, byte[] frame) {
    return new RecordedEvent(offset, timestamp, event, new Frame(position, frame));
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
    return bytes + OVERHEAD;
  }

  /** Its frame with the position. */
  byte[] frame(Position position) {
    return switch (content) {
      case Frame(Position at, byte[] text) when at.equals(position) -> text;
      case Frame(Position at, byte[] text) -> ENCODER.reposition(text, position);
      case Unread(CloudEvent event) -> {
        byte[] text =
            ENCODER.encode(
                new ServerFrame.Event(
                    event.type(),
                    event.channel(),
                    event.data(),
                    position,
                    event.id(),
                    event.time()));
        content = new Frame(position, text);
        yield text;
      }
    };
  }
}
