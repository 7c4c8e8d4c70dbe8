package dev.tidings.analytics.hit;

import java.time.Instant;

/** Something that a visitor did on a site. */
public sealed interface Hit permits PageView, VisitorEvent {

  /** Unique for ever; a hit that is delivered again counts once. A UUID. */
  String id();

  /** Who sees the site's numbers. */
  String workspace();

  /** The site's key. */
  String site();

  /** The visitor's id, which holds for the UTC day of {@link #receivedAt}. */
  String visitor();

  /** When the service took the hit in, to the millisecond. */
  Instant receivedAt();

  /** Where it happened. */
  PageUrl url();
}
