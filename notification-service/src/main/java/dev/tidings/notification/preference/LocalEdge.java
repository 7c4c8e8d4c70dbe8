package dev.tidings.notification.preference;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/**
 * When a local time is, also where clocks are changed. A time that a change skips is the first
 * instant after the change. A time that a change repeats is the first of both if something begins
 * then, and the second if something ends: what shall be quiet is quiet all along.
 */
enum LocalEdge {
  BEGIN,
  END;

  /** The instant at which it is that time in the zone. */
  Instant at(LocalDateTime time, ZoneId zone) {
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(time);
    if (offsets.isEmpty()) {
      return zone.getRules().getTransition(time).getInstant();
    }
    return time.toInstant(this == BEGIN ? offsets.getFirst() : offsets.getLast());
  }
}
