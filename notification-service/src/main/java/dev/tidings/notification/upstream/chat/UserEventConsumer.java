package dev.tidings.notification.upstream.chat;

import dev.tidings.notification.feed.PersonErased;
import dev.tidings.notification.feed.RecipientKey;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.inbox.EventConsumer;
import dev.tidings.platform.topic.TopicSpec;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Consumes what chat-service tells of people: whom it has forgotten is forgotten here too. */
@ApplicationScoped
class UserEventConsumer {

  static final String TOPIC = "chat.user.v1";

  private static final String ERASED = "USER_ERASED";

  private static final String USER = "user";

  private final EventConsumer consumer;
  private final Event<PersonErased> erased;

  UserEventConsumer(EventConsumer consumer, Event<PersonErased> erased) {
    this.consumer = consumer;
    this.erased = erased;
  }

  @Incoming("chat-users")
  @Blocking(ordered = true)
  void consume(ConsumerRecords<byte[], byte[]> records) {
    consumer.consumeAll(
        ChatEventConsumer.CONSUMER,
        records,
        events -> events.forEach(received -> handle(received.event())));
  }

  private void handle(CloudEvent event) {
    if (event.type().equals(ERASED) && event.channel().namespace().equals(USER)) {
      erased.fire(new PersonErased(new RecipientKey(event.workspace(), event.channel().id())));
    }
  }

  @Produces
  @Singleton
  TopicSpec userDeadLetters() {
    return TopicSpec.deadLetter(TOPIC, ChatEventConsumer.CONSUMER);
  }
}
