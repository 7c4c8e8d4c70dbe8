package dev.tidings.chat.conversation;

import dev.tidings.chat.room.RoomKind;
import java.util.List;

/**
 * Which of the caller's rooms a list has.
 *
 * @param kinds of one of these kinds; empty for all
 * @param isArchived those that can only be read, or those in which one may write
 * @param isHidden those that the caller has hidden, or those that are in view
 */
record RoomFilter(List<RoomKind> kinds, boolean isArchived, boolean isHidden) {

  /** What a client asked for; each part may be null. */
  static RoomFilter of(List<String> kinds, Boolean isArchived, Boolean isHidden) {
    return new RoomFilter(
        kinds == null
            ? List.of()
            : kinds.stream().map(kind -> RoomKind.parse(kind, "?kind")).toList(),
        Boolean.TRUE.equals(isArchived),
        Boolean.TRUE.equals(isHidden));
  }
}
