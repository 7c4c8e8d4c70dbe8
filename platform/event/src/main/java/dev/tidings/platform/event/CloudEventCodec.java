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
    Map<String, String> attributes = attributes(record.headers());
    try {
      return new DecodedEvent.Valid(
          new CloudEvent(
              required(attributes, "id", MAX_ID_LENGTH),
              attributes.getOrDefault("source", ""),
              required(attributes, "type", MAX_TYPE_LENGTH),
              time(attributes, record),
              attributes.get("subject"),
              workspace(attributes),
              Channel.parse(required(attributes, CHANNEL, Channel.MAX_LENGTH)),
              extensions(attributes),
              record.value()));
    } catch (IllegalArgumentException e) {
      return new DecodedEvent.Invalid(e.getMessage());
    }
  }

  private static Map<String, String> attributes(Headers headers) {
    var attributes = new HashMap<String, String>();
    for (Header header : headers) {
      if (header.value() == null) {
        continue;
      }
      if (header.key().startsWith(PREFIX)) {
        attributes.put(header.key().substring(PREFIX.length()), new String(header.value(), UTF_8));
      } else if (header.key().equals(TRACEPARENT)) {
        attributes.put(TRACEPARENT, new String(header.value(), UTF_8));
      }
    }
    return attributes;
  }

  private static String required(Map<String, String> attributes, String name, int maxLength) {
    String value = attributes.get(name);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException("the header ce_" + name + " is missing");
    }
    if (value.length() > maxLength) {
      throw new IllegalArgumentException(
          "the header ce_" + name + " has more than " + maxLength + " characters");
    }
    return value;
  }

  private static String workspace(Map<String, String> attributes) {
    String workspace = required(attributes, WORKSPACE, 64);
    if (!Workspaces.isValid(workspace)) {
      throw new IllegalArgumentException("the header ce_workspaceid names no workspace");
    }
    return workspace;
  }

  private static Instant time(Map<String, String> attributes, ConsumerRecord<?, ?> record) {
    String time = attributes.get("time");
    if (time == null) {
      return Instant.ofEpochMilli(record.timestamp());
    }
    try {
      return Timestamps.parse(time);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("the header ce_time is no RFC 3339 time", e);
    }
  }

  private static Map<String, String> extensions(Map<String, String> attributes) {
    var extensions = new HashMap<>(attributes);
    extensions
        .keySet()
        .removeIf(
            name ->
                switch (name) {
                  case "specversion",
                      "id",
                      "source",
                      "type",
                      "time",
                      "subject",
                      WORKSPACE,
                      CHANNEL ->
                      true;
                  default -> false;
                });
    return extensions;
  }
}
