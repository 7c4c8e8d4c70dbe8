package dev.tidings.e2e.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record as text, with the last value of each header. */
public record TopicRecord(
    int partition, long offset, String key, Map<String, String> headers, String value) {

  static TopicRecord of(ConsumerRecord<String, String> kafkaRecord) {
    var headers = new LinkedHashMap<String, String>();
    kafkaRecord
        .headers()
        .forEach(
            header ->
                headers.put(
                    header.key(),
                    header.value() == null ? null : new String(header.value(), UTF_8)));
    return new TopicRecord(
        kafkaRecord.partition(),
        kafkaRecord.offset(),
        kafkaRecord.key(),
        headers,
        kafkaRecord.value());
  }

  public String header(String name) {
    return headers.get(name);
  }

  public JsonNode data() {
    return Json.parse(value);
  }
}
