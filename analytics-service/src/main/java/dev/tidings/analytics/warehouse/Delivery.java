package dev.tidings.analytics.warehouse;

import dev.tidings.analytics.hit.HitRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record of the topic and what stands in it.
 *
 * @param content null if it is settled otherwise, and only its place counts
 */
record Delivery(ConsumerRecord<byte[], byte[]> record, HitRecord content) {

  /** The same place, with nothing to store. */
  Delivery settled() {
    return new Delivery(record, null);
  }
}
