package dev.tidings.gateway.recovery;

import dev.tidings.gateway.protocol.Position;
import java.util.Arrays;
import java.util.stream.LongStream;

/** A position that moves forward, as events of the logs are taken. Not safe for several threads. */
final class Cursor {

  private static final long NOTHING = -1;

  private final String epoch;
  private final long[] offsets;

  Cursor(Position position) {
    this(position.epoch(), offsets(position));
  }

  private Cursor(String epoch, long[] offsets) {
    this.epoch = epoch;
    this.offsets = offsets;
  }

  private static long[] offsets(Position position) {
    return LongStream.concat(
            LongStream.of(position.offset()), position.also().stream().mapToLong(Long::longValue))
        .map(offset -> Math.max(offset, NOTHING))
        .toArray();
  }

  Cursor copy() {
    return new Cursor(epoch, offsets.clone());
  }

  /** The offset that is covered in the log. */
  long offset(int log) {
    return offsets[log];
  }

  /** Whether nothing that the position covers is missing. */
  boolean covers(Position position) {
    if (!position.epoch().equals(epoch) || offsets[0] < position.offset()) {
      return false;
    }
    for (int i = 1; i < offsets.length; i++) {
      if (offsets[i] < position.also().get(i - 1)) {
        return false;
      }
    }
    return true;
  }

  /** Everything of the log up to the offset is covered. */
  void cover(int log, long offset) {
    offsets[log] = Math.max(offsets[log], offset);
  }

  /** The event and all before it are covered. */
  void cover(Missed missed) {
    if (missed.position() != null) {
      cover(missed.position());
    }
    cover(missed.log(), missed.event().offset());
  }

  /** Everything that the position covers is covered, if it is of the same epoch. */
  void cover(Position position) {
    if (position.epoch().equals(epoch)) {
      long[] others = offsets(position);
      for (int i = 0; i < offsets.length; i++) {
        cover(i, others[i]);
      }
    }
  }

  /** What both this and the other, of the same epoch, cover. */
  Position earlier(Position other) {
    long[] others = offsets(other);
    var both = new long[offsets.length];
    Arrays.setAll(both, i -> Math.min(offsets[i], others[i]));
    return new Cursor(epoch, both).position();
  }

  Position position() {
    return new Position(
        epoch, offsets[0], Arrays.stream(offsets, 1, offsets.length).boxed().toList());
  }
}
