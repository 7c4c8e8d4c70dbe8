package dev.tidings.gateway.recovery;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tidings.gateway.outbound.Frame;
import dev.tidings.gateway.protocol.Position;
import dev.tidings.gateway.protocol.ServerFrame;
import dev.tidings.platform.event.Channel;
import dev.tidings.platform.event.CloudEvent;
import java.time.Instant;
import java.util.Arrays;

/**
 * An event that may be given to many: its frame is encoded once, when the first asks. Safe for use
 * by several threads.
 */
final class RecordedEvent {

  private static final int OVERHEAD = 360;

  /** What is before the data in a frame's text, and nowhere before: there are no bare quotes. */
  private static final byte[] BEFORE_DATA = ",\"data\":".getBytes(US_ASCII);

  private final Attributes attributes;
  private volatile Content content;

  /**
   * All but the data.
   *
   * @param time when it happened, in milliseconds
   * @param timestamp the record's, in milliseconds
   * @param bytes the size of its data
   */
  record Attributes(
      String id, String type, Channel channel, long time, long offset, long timestamp, int bytes) {}

  private sealed interface Content {}

  /** Nobody has asked for it yet. */
  private record Data(byte[] json) implements Content {}

  /** The text of its frame with the position that was asked for last. */
  private record Text(byte[] json, Position position) implements Content {}

  private RecordedEvent(Attributes attributes, Content content) {
    this.attributes = attributes;
    this.content = content;
  }

  /**
   * An event read from Kafka.
   *
   * @param timestamp the record's, in milliseconds
   */
  static RecordedEvent of(long offset, long timestamp, CloudEvent event) {
    return new RecordedEvent(
        new Attributes(
            event.id(),
            event.type(),
            event.channel(),
            event.time().toEpochMilli(),
            offset,
            timestamp,
            event.data().length),
        new Data(event.data()));
  }

  /**
   * An event that was handed out.
   *
   * @param json the text of its frame with the position, or its data if there is no position
   */
  static RecordedEvent of(Attributes attributes, byte[] json, Position position) {
    return new RecordedEvent(
        attributes, position == null ? new Data(json) : new Text(json, position));
  }

  String id() {
    return attributes.id();
  }

  long offset() {
    return attributes.offset();
  }

  /** When it was published, in milliseconds. */
  long timestamp() {
    return attributes.timestamp();
  }

  /** The size of its data. */
  int bytes() {
    return attributes.bytes();
  }

  /** What it takes in memory, about. */
  int footprint() {
    return 2 * bytes() + OVERHEAD;
  }

  /** Its frame with the position, for one connection. */
  Frame frame(Position position) {
    return switch (content) {
      case Text(byte[] json, Position made) when made.equals(position) ->
          Frame.of(event(data(json), position), json);
      case Text(byte[] json, Position made) -> make(data(json), position);
      case Data(byte[] json) -> make(json, position);
    };
  }

  private Frame make(byte[] data, Position position) {
    Frame frame = Frame.of(event(data, position));
    content = new Text(frame.text(), position);
    return frame;
  }

  private ServerFrame.Event event(byte[] data, Position position) {
    return new ServerFrame.Event(
        attributes.type(),
        attributes.channel(),
        data,
        position,
        attributes.id(),
        Instant.ofEpochMilli(attributes.time()));
  }

  private byte[] data(byte[] text) {
    int at = 0;
    while (!Arrays.equals(text, at, at + BEFORE_DATA.length, BEFORE_DATA, 0, BEFORE_DATA.length)) {
      at++;
    }
    int begin = at + BEFORE_DATA.length;
    return Arrays.copyOfRange(text, begin, begin + bytes());
  }
}
