package dev.tidings.bench.analytics;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes hits as analytics-service itself does when it takes them in. */
final class HitTopic implements AutoCloseable {

  private static final String NAME = "analytics.hit.v1";
  private static final int HITS_OF_A_VISITOR = 3;

  /** One of so many hits is an event. */
  private static final int EVENT_EVERY = 6;

  private static final String[] COUNTRIES = {"DE", "FR", "US", "GB", "PL"};
  private static final String[] BROWSERS = {"Firefox", "Chrome", "Safari"};

  /** What is left of a visitor's 22 characters. */
  private static final int RUN_LENGTH = 9;

  /** How long before its end a load's hits begin. */
  private static final long SPREAD_MS = 20 * 60_000;

  private static final String SOURCE =
      "{\"referrer\":\"https://www.google.com/\",\"host\":\"google.com\",\"name\":\"Google\","
          + "\"channel\":\"organic-search\"}";
  private static final String DIRECT = "{\"channel\":\"direct\"}";

  private final KafkaProducer<byte[], byte[]> producer;
  private long drawn;

  HitTopic(String bootstrapServers) {
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "linger.ms",
                20,
                "batch.size",
                262_144,
                "acks",
                "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Writes hits of the last twenty minutes, and returns when Kafka has them. */
  void write(String workspace, String site, String run, long hits, long nowMs) {
    for (long i = 0; i < hits; i++) {
      long visitor = i / HITS_OF_A_VISITOR;
      long at = nowMs - SPREAD_MS + i * (SPREAD_MS - 60_000) / hits;
      send(workspace, site, run, i, visitor, at);
    }
    producer.flush();
  }

  private void send(String workspace, String site, String run, long number, long visitor, long at) {
    boolean event = number % EVENT_EVERY == EVENT_EVERY - 1;
    String id = "%s%013d".formatted(run.substring(0, RUN_LENGTH), visitor);
    String time = Instant.ofEpochMilli(at).toString();
    String data =
        ("{\"site\":\"%s\",\"visitor\":\"%s\",\"occurredAt\":\"%s\","
                + "\"url\":\"https://www.example.org/page/%d\",%s,\"source\":%s,"
                + "\"place\":{\"country\":\"%s\"},"
                + "\"client\":{\"browser\":\"%s\",\"browserVersion\":\"140\",\"os\":\"Linux\","
                + "\"device\":\"desktop\",\"screen\":\"xl\",\"language\":\"de-DE\"}}")
            .formatted(
                site,
                id,
                time,
                number % 97,
                event
                    ? "\"name\":\"signup\",\"props\":{\"plan\":\"team\"},\"interactive\":true"
                    : "\"title\":\"A page of the site\",\"props\":{}",
                number % HITS_OF_A_VISITOR == 0 && visitor % 2 == 0 ? SOURCE : DIRECT,
                COUNTRIES[(int) (visitor % COUNTRIES.length)],
                BROWSERS[(int) (visitor % BROWSERS.length)]);
    var record =
        new ProducerRecord<>(
            NAME, (workspace + "/" + site + "/" + id).getBytes(UTF_8), data.getBytes(UTF_8));
    Headers headers = record.headers();
    add(headers, "ce_specversion", "1.0");
    add(headers, "ce_id", new UUID(at << 16 | 0x7000, ++drawn | Long.MIN_VALUE).toString());
    add(headers, "ce_source", "/analytics-service");
    add(headers, "ce_type", event ? "VISITOR_EVENT" : "PAGEVIEW");
    add(headers, "ce_time", time);
    add(headers, "ce_workspaceid", workspace);
    add(headers, "ce_channel", "site:" + site);
    add(headers, "content-type", "application/json");
    producer.send(record);
  }

  private static void add(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(UTF_8));
  }

  @Override
  public void close() {
    producer.close();
  }
}
