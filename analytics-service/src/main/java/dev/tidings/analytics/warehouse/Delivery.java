package dev.tidings.analytics.warehouse;

import dev.tidings.analytics.hit.HitRecord;

/**
 * A place in the topic and what stands there. The record itself is not kept: its headers alone are
 * several times as large, and a batch waits for the database.
 *
 * @param from where the reader was before: nothing stands between there and the place
 * @param content null if it is settled otherwise, and only its place counts
 */
record Delivery(int partition, long offset, long from, HitRecord content) {

  /** The same place, with nothing to store. */
  Delivery settled() {
    return new Delivery(partition, offset, from, null);
  }
}
