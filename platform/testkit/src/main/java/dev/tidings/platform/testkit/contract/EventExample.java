package dev.tidings.platform.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/**
 * A record as a producer publishes it.
 *
 * @param name the file it comes from
 * @param topic where it is published
 * @param key the record key
 * @param headers the record headers, {@code ce_*} as on the wire
 * @param data the record value
 */
public record EventExample(
    String name, String topic, String key, Map<String, String> headers, JsonNode data) {

  /** The record to publish in a consumer's test. */
  public ProducerRecord<byte[], byte[]> toProducerRecord() {
    return new ProducerRecord<>(topic, null, key.getBytes(UTF_8), value(), recordHeaders());
  }

  /** The record as a consumer gets it. */
  public ConsumerRecord<byte[], byte[]> toConsumerRecord() {
    return new ConsumerRecord<>(
        topic,
        0,
        0,
        0,
        TimestampType.CREATE_TIME,
        0,
        0,
        key.getBytes(UTF_8),
        value(),
        recordHeaders(),
        Optional.empty());
  }

  /** The value's bytes. */
  public byte[] value() {
    return data.toString().getBytes(UTF_8);
  }

  private Headers recordHeaders() {
    var recordHeaders = new RecordHeaders();
    headers.forEach((header, text) -> recordHeaders.add(header, text.getBytes(UTF_8)));
    return recordHeaders;
  }
}
