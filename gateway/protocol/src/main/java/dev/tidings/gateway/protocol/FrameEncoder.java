package dev.tidings.gateway.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tidings.platform.event.Channel;
import dev.tidings.platform.event.Timestamps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;

/**
 * Writes the gateway's frames as UTF-8 JSON, field by field without reflection. An event's data is
 * copied in as it is: a frame is well-formed exactly if that data is one JSON value, which is the
 * duty of whoever lets a record into the fan-out. Safe for use by several threads.
 */
public final class FrameEncoder {

  private static final byte[] NULL = "null".getBytes(UTF_8);

  /** With a codec, so that an acknowledgement's tree can be written. */
  private final JsonFactory json = new JsonMapper(new JsonFactory()).getFactory();

  /** The frame's text in UTF-8. The array is the caller's. */
  public byte[] encode(ServerFrame frame) {
    try (var bytes = new ByteArrayBuilder(256)) {
      try (JsonGenerator out = json.createGenerator(bytes)) {
        out.writeStartObject();
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
            out.writeObjectFieldStart("data");
            out.writeStringField("reason", resync.reason());
            out.writeEndObject();
          }
          case ServerFrame.Disconnect disconnect -> disconnect(out, disconnect);
          case ServerFrame.PresenceChanges presence -> {
            head(out, "PRESENCE_CHANGES", null, null);
            out.writeObjectFieldStart("data");
            out.writeNumberField("seq", presence.seq());
            spliceAll(out, "changes", presence.changes());
            spliceAll(out, "activities", presence.activities());
            out.writeEndObject();
            time(out, presence.timestamp());
          }
          case ServerFrame.Event event -> {
            head(out, event.type(), null, event.channel());
            splice(out, bytes, event.data());
            position(out, event.position());
            out.writeStringField("eventId", event.eventId());
            if (event.userId() != null) {
              out.writeStringField("userId", event.userId());
            }
            time(out, event.timestamp());
          }
        }
        out.writeEndObject();
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
  }

  /** A position alone, as it is in frames. The array is the caller's. */
  public byte[] encode(Position position) {
    try (var bytes = new ByteArrayBuilder(64)) {
      try (JsonGenerator out = json.createGenerator(bytes)) {
        fields(out, position);
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
  }

  private static void connected(JsonGenerator out, ServerFrame.Connected frame) throws IOException {
    head(out, "CONNECTED", null, null);
    out.writeObjectFieldStart("data");
    out.writeStringField("sessionId", frame.sessionId());
    out.writeStringField("userId", frame.userId());
    out.writeStringField("workspace", frame.workspace());
    out.writeNumberField("heartbeatMs", frame.heartbeatMs());
    out.writeStringField("tokenExpiresAt", Timestamps.format(frame.tokenExpiresAt()));
    out.writeArrayFieldStart("channels");
    for (ServerFrame.ChannelPosition each : frame.channels()) {
      out.writeStartObject();
      out.writeStringField("channel", each.channel().value());
      position(out, each.position());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
    time(out, frame.timestamp());
  }

  private static void ack(JsonGenerator out, ServerFrame.Ack frame) throws IOException {
    head(out, "ACK", frame.id(), frame.channel());
    if (frame.data() != null) {
      out.writeFieldName("data");
      out.writeTree(frame.data());
    }
    position(out, frame.position());
    time(out, frame.timestamp());
  }

  private static void error(JsonGenerator out, ServerFrame.Error frame) throws IOException {
    head(out, "ERROR", frame.id(), null);
    out.writeObjectFieldStart("data");
    out.writeStringField("code", frame.code());
    out.writeStringField("title", frame.title());
    out.writeStringField("detail", frame.detail());
    out.writeBooleanField("retryable", frame.retryable());
    if (frame.retryAfterMs() != null) {
      out.writeNumberField("retryAfterMs", frame.retryAfterMs());
    }
    out.writeEndObject();
    time(out, frame.timestamp());
  }

  private static void disconnect(JsonGenerator out, ServerFrame.Disconnect frame)
      throws IOException {
    head(out, "DISCONNECT", null, null);
    out.writeObjectFieldStart("data");
    out.writeNumberField("code", frame.code().code());
    out.writeStringField("reason", frame.code().reason());
    out.writeBooleanField("reconnect", frame.code().reconnect());
    if (frame.afterMs() != null) {
      out.writeNumberField("afterMs", frame.afterMs());
    }
    out.writeEndObject();
    time(out, frame.timestamp());
  }

  private static void head(JsonGenerator out, String type, String id, Channel channel)
      throws IOException {
    out.writeStringField("type", type);
    if (id != null) {
      out.writeStringField("id", id);
    }
    if (channel != null) {
      out.writeStringField("channel", channel.value());
    }
  }

  /** A generator buffers, so it is flushed before the bytes go in behind its back. */
  private static void splice(JsonGenerator out, ByteArrayBuilder bytes, byte[] data)
      throws IOException {
    out.writeFieldName("data");
    out.writeRawValue("");
    out.flush();
    bytes.write(data.length == 0 ? NULL : data);
  }

  private static void spliceAll(JsonGenerator out, String field, List<byte[]> values)
      throws IOException {
    out.writeArrayFieldStart(field);
    for (byte[] value : values) {
      out.writeRawValue(new String(value, UTF_8));
    }
    out.writeEndArray();
  }

  private static void position(JsonGenerator out, Position position) throws IOException {
    if (position == null) {
      return;
    }
    out.writeFieldName("position");
    fields(out, position);
  }

  private static void fields(JsonGenerator out, Position position) throws IOException {
    out.writeStartObject();
    out.writeStringField("epoch", position.epoch());
    out.writeNumberField("offset", position.offset());
    if (!position.also().isEmpty()) {
      out.writeArrayFieldStart("also");
      for (long offset : position.also()) {
        out.writeNumber(offset);
      }
      out.writeEndArray();
    }
    out.writeEndObject();
  }

  private static void time(JsonGenerator out, Instant time) throws IOException {
    out.writeStringField("timestamp", Timestamps.format(time));
  }
}
