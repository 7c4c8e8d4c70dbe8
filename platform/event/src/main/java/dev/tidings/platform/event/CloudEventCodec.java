package dev.tidings.platform.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * CloudEvents 1.0 in Kafka's binary content mode: attributes as headers with the prefix {@code
 * ce_}, the data as the value. The distributed-tracing extension travels as the plain header {@code
 * traceparent}, which is where OpenTelemetry's Kafka instrumentation looks for it.
 *
 * @see <a
 *     href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">
 *     CloudEvents Kafka protocol binding 1.0.2</a>
 */
public final class CloudEventCodec {

  /** The extension that orders the events of a source: the id of the outbox row. */
  public static final String SEQUENCE = "sequence";

  /** The extension that carries the W3C trace context. */
  public static final String TRACEPARENT = "traceparent";

  private static final String PREFIX = "ce_";
  private static final String WORKSPACE = "workspaceid";
  private static final String CHANNEL = "channel";
  private static final int MAX_TYPE_LENGTH = 64;
  private static final int MAX_ID_LENGTH = 128;
  private static final int MAX_WORKSPACE_LENGTH = 64;

  private CloudEventCodec() {}

  /** A record of the event with the key of its channel. */
  public static ProducerRecord<byte[], byte[]> encode(String topic, CloudEvent event) {
    return encode(topic, event.key(), event);
  }

  /**
   * A record of the event with a key of the caller's choice, where a channel is not what orders it.
   */
  public static ProducerRecord<byte[], byte[]> encode(String topic, String key, CloudEvent event) {
    var record = new ProducerRecord<>(topic, key.getBytes(UTF_8), event.data());
    headers(event).forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
    return record;
  }

  /** The event's attributes as header names and values, in a stable order. */
  public static Map<String, String> headers(CloudEvent event) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("ce_specversion", "1.0");
    headers.put("ce_id", event.id());
    headers.put("ce_source", event.source());
    headers.put("ce_type", event.type());
    headers.put("ce_time", Timestamps.format(event.time()));
    if (event.subject() != null) {
      headers.put("ce_subject", event.subject());
    }
    headers.put(PREFIX + WORKSPACE, event.workspace());
    headers.put(PREFIX + CHANNEL, event.channel().value());
    event
        .extensions()
        .forEach(
            (name, value) -> headers.put(name.equals(TRACEPARENT) ? name : PREFIX + name, value));
    headers.put("content-type", "application/json");
    return headers;
  }

  /**
   * Reads a record. Never throws: whatever is wrong with a record is said in {@link
   * DecodedEvent.Invalid}. The value is not parsed.
   *
   * @param maxBytes the largest value that is accepted
   */
  public static DecodedEvent decode(ConsumerRecord<byte[], byte[]> record, int maxBytes) {
    if (record.value() == null) {
      return new DecodedEvent.Invalid("the record has no value");
    }
    if (record.value().length > maxBytes) {
      return new DecodedEvent.Invalid(
          "the value has " + record.value().length + " bytes, more than " + maxBytes);
    }
    try {
      return new DecodedEvent.Valid(new Attributes(record.headers()).event(record));
    } catch (IllegalArgumentException e) {
      return new DecodedEvent.Invalid(e.getMessage());
    }
  }

  /**
   * The attributes of one record, in fields rather than in a map: this is done for every event, and
   * few have extensions.
   */
  private static final class Attributes {
    private String id;
    private String source = "";
    private String type;
    private String time;
    private String subject;
    private String workspace;
    private String channel;
    private Map<String, String> extensions = Map.of();

    Attributes(Headers headers) {
      for (Header header : headers) {
        byte[] bytes = header.value();
        if (bytes != null) {
          take(header.key(), bytes);
        }
      }
    }

    private void take(String name, byte[] bytes) {
      switch (name) {
        case "ce_specversion" -> {}
        case "ce_id" -> id = new String(bytes, UTF_8);
        case "ce_source" -> source = new String(bytes, UTF_8);
        case "ce_type" -> type = new String(bytes, UTF_8);
        case "ce_time" -> time = new String(bytes, UTF_8);
        case "ce_subject" -> subject = new String(bytes, UTF_8);
        case PREFIX + WORKSPACE -> workspace = new String(bytes, UTF_8);
        case PREFIX + CHANNEL -> channel = new String(bytes, UTF_8);
        case TRACEPARENT -> extend(TRACEPARENT, bytes);
        default -> {
          if (name.startsWith(PREFIX)) {
            extend(name.substring(PREFIX.length()), bytes);
          }
        }
      }
    }

    private void extend(String name, byte[] bytes) {
      if (extensions.isEmpty()) {
        extensions = new HashMap<>();
      }
      extensions.put(name, new String(bytes, UTF_8));
    }

    /**
     * The event that they describe.
     *
     * @throws IllegalArgumentException if they don't
     */
    CloudEvent event(ConsumerRecord<byte[], byte[]> record) {
      return new CloudEvent(
          required("id", id, MAX_ID_LENGTH),
          source,
          required("type", type, MAX_TYPE_LENGTH),
          time == null ? Instant.ofEpochMilli(record.timestamp()) : time(time),
          subject,
          workspace(required(WORKSPACE, workspace, MAX_WORKSPACE_LENGTH)),
          Channel.parse(required(CHANNEL, channel, Channel.MAX_LENGTH)),
          extensions,
          record.value());
    }
  }

  private static String required(String name, String value, int maxLength) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException("the header ce_" + name + " is missing");
    }
    if (value.length() > maxLength) {
      throw new IllegalArgumentException(
          "the header ce_" + name + " has more than " + maxLength + " characters");
    }
    return value;
  }

  private static String workspace(String workspace) {
    if (!Workspaces.isValid(workspace)) {
      throw new IllegalArgumentException("the header ce_workspaceid names no workspace");
    }
    return workspace;
  }

  private static Instant time(String time) {
    try {
      return Timestamps.parse(time);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("the header ce_time is no RFC 3339 time", e);
    }
  }
}
