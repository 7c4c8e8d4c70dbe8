package dev.tidings.presence.upstream.directory;

import dev.tidings.platform.inbox.EventConsumer;
import dev.tidings.platform.inbox.ReceivedEvent;
import dev.tidings.platform.topic.TopicSpec;
import dev.tidings.presence.contact.Contacts;
import dev.tidings.presence.person.PersonKey;
import dev.tidings.presence.status.StatusService;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Consumes what the host says of contacts. What it says may come twice, and in any order. */
@ApplicationScoped
class ContactConsumer {

  static final String TOPIC = "directory.contact.v1";

  /** Names the dead-letter topic. */
  static final String CONSUMER = "presence-service";

  private final EventConsumer consumer;
  private final Contacts contacts;
  private final StatusService statuses;

  ContactConsumer(EventConsumer consumer, Contacts contacts, StatusService statuses) {
    this.consumer = consumer;
    this.contacts = contacts;
    this.statuses = statuses;
  }

  @Incoming("contacts")
  @Blocking(ordered = true)
  void consume(ConsumerRecords<byte[], byte[]> records) {
    consumer.projectAll(CONSUMER, records, this::handle);
  }

  private void handle(List<ReceivedEvent> events) {
    for (ReceivedEvent received : events) {
      ContactNews.read(received.event())
          .ifPresent(news -> changed(received.event().workspace(), news));
    }
  }

  private void changed(String workspace, ContactNews news) {
    var person = new PersonKey(workspace, news.userId());
    if (contacts.change(person, news.contactId(), news.connected(), news.at())) {
      statuses.contactsChanged(
          person, new PersonKey(workspace, news.contactId()), news.connected());
    }
  }

  /** In development nobody else makes it. */
  @Produces
  @Singleton
  TopicSpec contacts() {
    return TopicSpec.events(TOPIC);
  }

  @Produces
  @Singleton
  TopicSpec deadLetters() {
    return TopicSpec.deadLetter(TOPIC, CONSUMER);
  }
}
