package dev.tidings.platform.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.tidings.platform.event.CloudEventCodec;
import dev.tidings.platform.event.Json;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A stored event, as the relay reads it. */
record OutboxRow(long id, String topic, String key, String headers, String data) {

  private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

  /**
   * The record to publish. The row's id goes along as the CloudEvents extension {@code sequence}:
   * it grows with each event of a key.
   *
   * @throws PoisonRowException if the row can never become a record
   */
  ProducerRecord<byte[], byte[]> toRecord() {
    var record = new ProducerRecord<>(topic, key.getBytes(UTF_8), data.getBytes(UTF_8));
    try {
      Json.mapper()
          .readValue(headers, HEADERS)
          .forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
    } catch (JsonProcessingException e) {
      throw new PoisonRowException("the headers are no map of texts", e);
    }
    record.headers().add("ce_" + CloudEventCodec.SEQUENCE, Long.toString(id).getBytes(UTF_8));
    return record;
  }
}
