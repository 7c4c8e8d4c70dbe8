package dev.tidings.gateway.support;

import dev.tidings.gateway.access.Delivery;
import dev.tidings.gateway.outbound.Frame;
import dev.tidings.gateway.protocol.Position;
import dev.tidings.gateway.protocol.ServerFrame;
import dev.tidings.platform.event.Channel;
import java.time.Instant;
import java.util.List;

/** Frames for tests of what carries them. */
public final class Frames {

  private static final Instant TIME = Instant.parse("2026-01-31T09:05:00.007Z");

  private Frames() {}

  /** An event with an id and no subject, which is never given up. */
  public static Frame event(String id) {
    return event("campaign:1", id, null, Delivery.RESUME);
  }

  /** An event of a channel. */
  public static Frame event(String channel, String id, String subject, Delivery delivery) {
    return Frame.of(
        new ServerFrame.Event(
            "X", Channel.parse(channel), new byte[] {'1'}, new Position("e", 1), id, TIME),
        subject,
        delivery);
  }

  /** What a test tells frames apart by: an event's id, or what else it is. */
  public static String name(Frame frame) {
    return switch (frame.content()) {
      case ServerFrame.Event event -> event.eventId();
      case ServerFrame.Resync resync -> "RESYNC " + resync.channel();
      case ServerFrame.Ack ack -> "ACK " + ack.id();
      case ServerFrame.Disconnect disconnect -> "DISCONNECT";
      default -> throw new AssertionError("not expected: " + frame.content());
    };
  }

  /** The names of frames. */
  public static List<String> names(List<Frame> frames) {
    return frames.stream().map(Frames::name).toList();
  }
}
