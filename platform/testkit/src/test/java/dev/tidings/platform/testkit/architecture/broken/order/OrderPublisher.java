package dev.tidings.platform.testkit.architecture.broken.order;

import org.apache.kafka.clients.producer.Producer;

/** Breaks: Kafka stays at the edges. */
public class OrderPublisher {
  Producer<String, String> producer;
}
