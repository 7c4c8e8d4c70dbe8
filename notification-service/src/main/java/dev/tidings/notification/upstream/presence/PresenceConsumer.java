package dev.tidings.notification.upstream.presence;

import dev.tidings.notification.feed.People;
import dev.tidings.notification.feed.RecipientKey;
import dev.tidings.notification.presence.PresentPeople;
import dev.tidings.notification.presence.PresentPeople.Told;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.inbox.EventConsumer;
import dev.tidings.platform.inbox.ReceivedEvent;
import dev.tidings.platform.topic.TopicSpec;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Consumes presence-service's log. What is told may be told again: the newest counts. */
@ApplicationScoped
class PresenceConsumer {

  static final String TOPIC = "presence.status.v1";

  /** Names the dead-letter topic. */
  static final String CONSUMER = "notification-service";

  private final EventConsumer consumer;
  private final PresentPeople people;
  private final People everybody;

  PresenceConsumer(EventConsumer consumer, PresentPeople people, People everybody) {
    this.consumer = consumer;
    this.people = people;
    this.everybody = everybody;
  }

  @Incoming("presence")
  @Blocking(ordered = true)
  void consume(ConsumerRecords<byte[], byte[]> records) {
    consumer.projectAll(
        CONSUMER, records, events -> handle(events.stream().map(ReceivedEvent::event).toList()));
  }

  private void handle(List<CloudEvent> events) {
    List<Told> told =
        events.stream()
            .filter(event -> event.type().equals(StatusChange.TYPE))
            .map(PresenceConsumer::read)
            .toList();
    everybody.met(told.stream().map(Told::person).distinct().toList());
    people.told(told);
  }

  private static Told read(CloudEvent event) {
    StatusChange change = StatusChange.read(event);
    return new Told(
        new RecipientKey(event.workspace(), change.userId()), change.isActive(), event.time());
  }

  @Produces
  @Singleton
  TopicSpec deadLetters() {
    return TopicSpec.deadLetter(TOPIC, CONSUMER);
  }
}
