package dev.tidings.notification.feed;

import java.util.List;

/** Knows who is in a chat room. */
public interface RoomDirectory {

  /**
   * Who is in a room.
   *
   * @param atMost how many are looked for; with one more than the largest room that matters one
   *     knows whether it is larger
   */
  List<String> of(String workspace, String roomId, int atMost);
}
