package dev.tidings.presence.upstream.gateway;

import dev.tidings.platform.inbox.EventConsumer;
import dev.tidings.platform.topic.TopicSpec;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Consumes what clients do: what is there at a time, in its order. */
@ApplicationScoped
class ClientSignalConsumer {

  static final String TOPIC = "gateway.signal.v1";

  /** Names the handled events in the inbox and the dead-letter topic. */
  static final String CONSUMER = "presence-service";

  private final EventConsumer consumer;
  private final ClientSignalHandler handler;

  ClientSignalConsumer(EventConsumer consumer, ClientSignalHandler handler) {
    this.consumer = consumer;
    this.handler = handler;
  }

  @Incoming("client-signals")
  @Blocking(ordered = true)
  void consume(ConsumerRecords<byte[], byte[]> records) {
    consumer.consumeAll(CONSUMER, records, handler::handle);
  }

  @Produces
  @Singleton
  TopicSpec deadLetters() {
    return TopicSpec.deadLetter(TOPIC, CONSUMER);
  }
}
