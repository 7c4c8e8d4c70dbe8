package dev.tidings.presence.upstream.gateway;

import dev.tidings.platform.inbox.EventConsumer;
import dev.tidings.platform.topic.TopicSpec;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Consumes the gateways' log: what is there at a time, in its order. */
@ApplicationScoped
class GatewayEventConsumer {

  static final String TOPIC = "gateway.connection.v1";

  /** Names the handled events in the inbox and the dead-letter topic. */
  static final String CONSUMER = "presence-service";

  private final EventConsumer consumer;
  private final GatewayEventHandler handler;
  private final GatewayLog log;

  GatewayEventConsumer(EventConsumer consumer, GatewayEventHandler handler, GatewayLog log) {
    this.consumer = consumer;
    this.handler = handler;
    this.log = log;
  }

  @Incoming(GatewayLog.CHANNEL)
  @Blocking(ordered = true)
  void consume(ConsumerRecords<byte[], byte[]> records) {
    consumer.consumeAll(CONSUMER, records, handler::handle);
    records.forEach(log::handled);
  }

  @Produces
  @Singleton
  TopicSpec deadLetters() {
    return TopicSpec.deadLetter(TOPIC, CONSUMER);
  }
}
