package dev.tidings.gateway.sse;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.gateway.protocol.ServerFrame;
import io.vertx.core.buffer.Buffer;

/** Writes frames in the form of an event stream. */
final class EventStream {

  /** A comment, which clients skip. */
  static final String HEARTBEAT = ":\n\n";

  private static final String RETRY = "retry: ";
  private static final byte[] EVENT = "event: ".getBytes(UTF_8);
  private static final byte[] ID = "\nid: ".getBytes(UTF_8);
  private static final byte[] DATA = "\ndata: ".getBytes(UTF_8);
  private static final byte[] END = "\n\n".getBytes(UTF_8);

  private EventStream() {}

  /** How long the client is to wait before it connects again. */
  static String retry(long millis) {
    return RETRY + millis + "\n\n";
  }

  /**
   * Appends a frame as one event.
   *
   * @param id null to leave the client's last id as it is
   */
  static void append(Buffer out, ServerFrame frame, byte[] text, String id) {
    if (frame instanceof ServerFrame.Disconnect end && end.afterMs() != null) {
      // A plain client reads no frames, but waits as long as the stream says.
      out.appendString(RETRY).appendString(end.afterMs().toString()).appendByte((byte) '\n');
    }
    out.appendBytes(EVENT).appendString(type(frame));
    if (id != null) {
      out.appendBytes(ID).appendString(id);
    }
    out.appendBytes(DATA);
    appendOnOneLine(out, text);
    out.appendBytes(END);
  }

  /**
   * A line break would end the field. In JSON it stands between tokens only, where a space does as
   * well; in UTF-8 its byte is part of nothing else.
   */
  private static void appendOnOneLine(Buffer out, byte[] text) {
    int from = 0;
    for (int i = 0; i < text.length; i++) {
      if (text[i] == '\n' || text[i] == '\r') {
        out.appendBytes(text, from, i - from).appendByte((byte) ' ');
        from = i + 1;
      }
    }
    out.appendBytes(text, from, text.length - from);
  }

  /** The frame's type; an event's may be anything without a line break. */
  private static String type(ServerFrame frame) {
    return switch (frame) {
      case ServerFrame.Connected connected -> "CONNECTED";
      case ServerFrame.Pong pong -> "PONG";
      case ServerFrame.Ack ack -> "ACK";
      case ServerFrame.Error error -> "ERROR";
      case ServerFrame.Subscribed subscribed -> "SUBSCRIBED";
      case ServerFrame.Unsubscribed unsubscribed -> "UNSUBSCRIBED";
      case ServerFrame.Resync resync -> "RESYNC";
      case ServerFrame.Disconnect disconnect -> "DISCONNECT";
      case ServerFrame.PresenceChanges presence -> "PRESENCE_CHANGES";
      case ServerFrame.Event event -> event.type().replace('\n', ' ').replace('\r', ' ');
    };
  }
}
