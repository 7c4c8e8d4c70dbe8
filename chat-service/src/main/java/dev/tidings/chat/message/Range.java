package dev.tidings.chat.message;

import java.util.UUID;

/**
 * Which messages a list is of.
 *
 * @param parentId only the answers to this one; null for all of the room
 */
public record Range(UUID roomId, UUID parentId) {

  boolean contains(MessageView message) {
    return message.roomId().equals(roomId)
        && (parentId == null || parentId.equals(message.parentId()));
  }
}
