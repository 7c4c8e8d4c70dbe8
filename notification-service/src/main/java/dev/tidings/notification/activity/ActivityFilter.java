package dev.tidings.notification.activity;

import java.time.Instant;

/**
 * Which activities to list.
 *
 * @param type leaves those of other types out; null for all types
 * @param actorId leaves those out that others did; null for all
 * @param resourceType leaves those out that are about other kinds of things; null for all
 * @param resourceId leaves those out that are about other things; null for all
 * @param since leaves earlier ones out; null for none
 */
record ActivityFilter(
    String type, String actorId, String resourceType, String resourceId, Instant since) {

  /** Leaves nothing out. */
  static final ActivityFilter NONE = new ActivityFilter(null, null, null, null, null);
}
