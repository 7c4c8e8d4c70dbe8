package dev.tidings.gateway.protocol;

import dev.tidings.platform.event.Channel;
import dev.tidings.platform.event.Timestamps;
import java.time.Instant;

/**
 * Writes the gateway's frames as UTF-8 JSON, field by field without reflection. An event's data is
 * copied in as it is: a frame is well-formed exactly if that data is one JSON value, which is the
 * duty of whoever lets a record into the fan-out. Safe for use by several threads.
 */
public final class FrameEncoder {

  /** What a frame has besides an event's data, about. */
  private static final int USUAL_SIZE = 320;

  private static final int POSITION_SIZE = 64;

  /** The frame's text in UTF-8. The array is the caller's. */
  public byte[] encode(ServerFrame frame) {
    var out =
        new JsonText(
            frame instanceof ServerFrame.Event event
                ? USUAL_SIZE + event.data().length
                : USUAL_SIZE);
    out.beginObject();
    switch (frame) {
      case ServerFrame.Connected connected -> connected(out, connected);
      case ServerFrame.Pong pong -> {
        head(out, "PONG", pong.id(), null);
        time(out, pong.timestamp());
      }
      case ServerFrame.Ack ack -> ack(out, ack);
      case ServerFrame.Error error -> error(out, error);
      case ServerFrame.Subscribed subscribed -> {
        head(out, "SUBSCRIBED", null, subscribed.channel());
        position(out, subscribed.position());
        time(out, subscribed.timestamp());
      }
      case ServerFrame.Unsubscribed unsubscribed -> {
        head(out, "UNSUBSCRIBED", null, unsubscribed.channel());
        time(out, unsubscribed.timestamp());
      }
      case ServerFrame.Resync resync -> {
        head(out, "RESYNC", null, resync.channel());
        out.name("data").beginObject().field("reason", resync.reason()).endObject();
      }
      case ServerFrame.Disconnect disconnect -> disconnect(out, disconnect);
      case ServerFrame.PresenceChanges presence -> presence(out, presence);
      case ServerFrame.Event event -> event(out, event);
    }
    return out.endObject().toBytes();
  }

  /** A position alone, as it is in frames. The array is the caller's. */
  public byte[] encode(Position position) {
    var out = new JsonText(POSITION_SIZE);
    fields(out, position);
    return out.toBytes();
  }

  private static void event(JsonText out, ServerFrame.Event event) {
    head(out, event.type(), null, event.channel());
    out.name("data").raw(event.data());
    position(out, event.position());
    out.field("eventId", event.eventId());
    if (event.userId() != null) {
      out.field("userId", event.userId());
    }
    time(out, event.timestamp());
  }

  private static void connected(JsonText out, ServerFrame.Connected frame) {
    head(out, "CONNECTED", null, null);
    out.name("data")
        .beginObject()
        .field("sessionId", frame.sessionId())
        .field("userId", frame.userId())
        .field("workspace", frame.workspace())
        .field("heartbeatMs", frame.heartbeatMs())
        .field("tokenExpiresAt", Timestamps.format(frame.tokenExpiresAt()))
        .name("channels")
        .beginArray();
    for (ServerFrame.ChannelPosition each : frame.channels()) {
      out.beginObject();
      channel(out, each.channel());
      position(out, each.position());
      out.endObject();
    }
    out.endArray().endObject();
    time(out, frame.timestamp());
  }

  private static void ack(JsonText out, ServerFrame.Ack frame) {
    head(out, "ACK", frame.id(), frame.channel());
    if (frame.data() != null) {
      out.name("data").tree(frame.data());
    }
    position(out, frame.position());
    time(out, frame.timestamp());
  }

  private static void error(JsonText out, ServerFrame.Error frame) {
    head(out, "ERROR", frame.id(), null);
    out.name("data")
        .beginObject()
        .field("code", frame.code())
        .field("title", frame.title())
        .field("detail", frame.detail())
        .field("retryable", frame.retryable());
    if (frame.retryAfterMs() != null) {
      out.field("retryAfterMs", frame.retryAfterMs());
    }
    out.endObject();
    time(out, frame.timestamp());
  }

  private static void disconnect(JsonText out, ServerFrame.Disconnect frame) {
    head(out, "DISCONNECT", null, null);
    out.name("data")
        .beginObject()
        .field("code", frame.code().code())
        .field("reason", frame.code().reason())
        .field("reconnect", frame.code().reconnect());
    if (frame.afterMs() != null) {
      out.field("afterMs", frame.afterMs());
    }
    out.endObject();
    time(out, frame.timestamp());
  }

  private static void presence(JsonText out, ServerFrame.PresenceChanges frame) {
    head(out, "PRESENCE_CHANGES", null, null);
    out.name("data").beginObject().field("seq", frame.seq());
    out.name("changes").beginArray();
    frame.changes().forEach(out::raw);
    out.endArray().name("activities").beginArray();
    frame.activities().forEach(out::raw);
    out.endArray().endObject();
    time(out, frame.timestamp());
  }

  private static void head(JsonText out, String type, String id, Channel channel) {
    out.field("type", type);
    if (id != null) {
      out.field("id", id);
    }
    if (channel != null) {
      channel(out, channel);
    }
  }

  private static void channel(JsonText out, Channel channel) {
    out.name("channel");
    if (channel.id().isEmpty()) {
      out.string(channel.namespace());
    } else {
      out.string(channel.namespace(), channel.id());
    }
  }

  private static void position(JsonText out, Position position) {
    if (position != null) {
      out.name("position");
      fields(out, position);
    }
  }

  private static void fields(JsonText out, Position position) {
    out.beginObject().field("epoch", position.epoch()).field("offset", position.offset());
    if (!position.also().isEmpty()) {
      out.name("also").beginArray();
      position.also().forEach(out::number);
      out.endArray();
    }
    out.endObject();
  }

  private static void time(JsonText out, Instant time) {
    out.field("timestamp", Timestamps.format(time));
  }
}
