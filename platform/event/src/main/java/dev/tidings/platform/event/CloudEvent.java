package dev.tidings.platform.event;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * One event, as it goes from its producer through Kafka to clients.
 *
 * @param id unique for ever (UUIDv7 from {@link EventIds} for our own events); consumers drop an id
 *     that they have handled
 * @param source who produced it, such as {@code /chat-service}
 * @param type the wire type that clients see, such as {@code MESSAGE_RECEIVED}
 * @param time when it happened, to the millisecond, UTC
 * @param subject what within the channel it is about, such as {@code user:bob}; null if nothing
 * @param workspace the tenant that it belongs to and never leaves
 * @param channel where it is fanned out
 * @param extensions further CloudEvents attributes, by lower-case name without prefix
 * @param data the JSON that clients get as {@code data}; UTF-8, never parsed on the way. The array
 *     is shared, not copied: neither side may change it
 */
public record CloudEvent(
    String id,
    String source,
    String type,
    Instant time,
    String subject,
    String workspace,
    Channel channel,
    Map<String, String> extensions,
    byte[] data) {

  public CloudEvent {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(workspace, "workspace");
    Objects.requireNonNull(channel, "channel");
    Objects.requireNonNull(data, "data");
    time = time.truncatedTo(ChronoUnit.MILLIS);
    extensions = Map.copyOf(extensions);
  }

  /**
   * The record key of the event: all events of one channel share a partition and keep their order.
   */
  public String key() {
    return workspace + "/" + channel.value();
  }

  /** The same event with one more extension attribute. */
  public CloudEvent with(String extension, String value) {
    var more = new HashMap<>(extensions);
    more.put(extension, value);
    return new CloudEvent(id, source, type, time, subject, workspace, channel, more, data);
  }
}
