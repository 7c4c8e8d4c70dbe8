package dev.tidings.chat.stream;

import java.util.Map;

/** Something that happened in a room. Each feature has a sealed hierarchy of its own. */
public interface ChatEvent {

  /** The wire type, such as {@code MESSAGE_RECEIVED}. */
  String type();

  /** What within the room it is about, such as {@code user:bob}; null if nothing. */
  default String subject() {
    return null;
  }

  /** Further CloudEvents attributes, by lower-case name. */
  default Map<String, String> extensions() {
    return Map.of();
  }

  /** What clients get as {@code data}. */
  default Object data() {
    return this;
  }
}
