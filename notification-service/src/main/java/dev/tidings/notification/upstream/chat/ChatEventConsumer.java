package dev.tidings.notification.upstream.chat;

import dev.tidings.platform.inbox.EventConsumer;
import dev.tidings.platform.topic.TopicSpec;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Consumes chat-service's log, as many records at once as have come. */
@ApplicationScoped
class ChatEventConsumer {

  static final String TOPIC = "chat.room.v1";

  /** Names the handled events in the inbox and the dead-letter topic. */
  static final String CONSUMER = "notification-service";

  private final EventConsumer consumer;
  private final ChatEventHandler handler;

  ChatEventConsumer(EventConsumer consumer, ChatEventHandler handler) {
    this.consumer = consumer;
    this.handler = handler;
  }

  @Incoming("chat-rooms")
  @Blocking(ordered = true)
  void consume(ConsumerRecords<byte[], byte[]> records) {
    consumer.projectAll(CONSUMER, records, handler::handle);
  }

  @Produces
  @Singleton
  TopicSpec deadLetters() {
    return TopicSpec.deadLetter(TOPIC, CONSUMER);
  }
}
