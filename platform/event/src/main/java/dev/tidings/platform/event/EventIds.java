package dev.tidings.platform.event;

import com.github.f4b6a3.uuid.factory.standard.TimeOrderedEpochFactory;

/**
 * Draws ids for events and for everything else that clients see.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-7">RFC 9562, UUIDv7</a>
 */
@FunctionalInterface
public interface EventIds {

  /** A new id, in the 36-character text form. */
  String next();

  /**
   * UUIDv7 with a counter: ids of one process sort in the order in which they were drawn. Safe for
   * use by several threads.
   */
  static EventIds uuidV7() {
    var factory = TimeOrderedEpochFactory.builder().withIncrementPlus1().build();
    return () -> factory.create().toString();
  }
}
