package dev.tidings.analytics.upstream.ingress;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.analytics.gauge.GaugeReading;
import dev.tidings.analytics.gauge.Gauges;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.event.Timestamps;
import dev.tidings.platform.inbox.EventConsumer;
import dev.tidings.platform.inbox.PoisonEventException;
import dev.tidings.platform.inbox.ReceivedEvent;
import dev.tidings.platform.topic.TopicSpec;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Keeps what is told of dashboards. What it is about is the event's subject or, without one, the
 * data's {@code key}; when it was so is the data's {@code at} or, without one, the event's time.
 */
@ApplicationScoped
class IngressConsumer {

  private static final String TOPIC = "events.ingress.v1";
  private static final String CONSUMER = "analytics-service";
  private static final String DASHBOARDS = "dashboard";

  private final EventConsumer consumer;
  private final Gauges gauges;

  IngressConsumer(EventConsumer consumer, Gauges gauges) {
    this.consumer = consumer;
    this.gauges = gauges;
  }

  @Incoming("ingress")
  @Blocking(ordered = true)
  void consume(ConsumerRecords<byte[], byte[]> records) {
    consumer.projectAll(CONSUMER, records, this::handle);
  }

  @Produces
  @Singleton
  TopicSpec deadLetters() {
    return TopicSpec.deadLetter(TOPIC, CONSUMER);
  }

  private void handle(List<ReceivedEvent> events) {
    gauges.add(
        events.stream()
            .map(ReceivedEvent::event)
            .filter(event -> event.channel().namespace().equals(DASHBOARDS))
            .map(IngressConsumer::reading)
            .toList());
  }

  private static GaugeReading reading(CloudEvent event) {
    JsonNode data;
    try {
      data = Json.mapper().readTree(event.data());
    } catch (IOException e) {
      throw new PoisonEventException("the data is no JSON", e);
    }
    String key = data.path("key").asText("");
    return new GaugeReading(
        event.workspace(),
        event.channel().value(),
        event.type(),
        event.subject() == null ? key : event.subject(),
        at(data, event.time()),
        event.id(),
        data.toString());
  }

  private static Instant at(JsonNode data, Instant told) {
    String at = data.path("at").textValue();
    if (at == null) {
      return told;
    }
    try {
      Instant said = Timestamps.parse(at);
      return said.isAfter(told) ? told : said;
    } catch (DateTimeException e) {
      throw new PoisonEventException("'at' is no time", e);
    }
  }
}
