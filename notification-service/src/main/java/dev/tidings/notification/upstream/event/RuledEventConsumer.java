package dev.tidings.notification.upstream.event;

import dev.tidings.notification.rule.RuleNotifier;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.inbox.EventConsumer;
import dev.tidings.platform.inbox.Inbox;
import dev.tidings.platform.topic.TopicSpec;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Consumes what rules may name. Most of it no rule is for: that is passed over by its type alone,
 * unread and not remembered.
 */
@ApplicationScoped
class RuledEventConsumer {

  /** Names the dead-letter topics. */
  static final String CONSUMER = "notification-service";

  /** Names the handled events in the inbox. */
  private static final String REMEMBERED = "notification-rules";

  private final EventConsumer consumer;
  private final RuleNotifier rules;
  private final Inbox inbox;

  RuledEventConsumer(EventConsumer consumer, RuleNotifier rules, Inbox inbox) {
    this.consumer = consumer;
    this.rules = rules;
    this.inbox = inbox;
  }

  @Incoming("ruled-events")
  @Blocking(ordered = true)
  void consume(ConsumerRecords<byte[], byte[]> records) {
    for (TopicPartition partition : records.partitions()) {
      String topic = partition.topic();
      consumer.projectAll(
          CONSUMER,
          records.records(partition),
          events ->
              handle(
                  topic,
                  events.stream()
                      .map(received -> received.event())
                      .filter(event -> rules.concern(topic, event))
                      .toList()));
    }
  }

  private void handle(String topic, List<CloudEvent> events) {
    if (events.isEmpty()) {
      return;
    }
    var fresh = inbox.firstOf(REMEMBERED, events.stream().map(RuledEventConsumer::key).toList());
    for (CloudEvent event : events) {
      if (fresh.remove(key(event))) {
        rules.apply(topic, event);
      }
    }
  }

  /** Ids of foreign services are unique within their source, and each workspace has its own. */
  private static String key(CloudEvent event) {
    return event.workspace() + " " + event.source() + " " + event.id();
  }

  @Produces
  @Singleton
  TopicSpec deadLetters() {
    return TopicSpec.deadLetter("events.ingress.v1", CONSUMER);
  }
}
