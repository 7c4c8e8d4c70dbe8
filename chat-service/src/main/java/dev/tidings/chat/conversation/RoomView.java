package dev.tidings.chat.conversation;

import dev.tidings.chat.directory.Person;
import dev.tidings.chat.membership.Role;
import dev.tidings.chat.message.MessageView;
import dev.tidings.chat.room.RoomKind;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;

/**
 * A room as one of its members sees it.
 *
 * @param name null for a direct room
 * @param role the caller's
 * @param lastMessage null if there is none
 * @param lastSeq the number of the last message; 0 if there is none
 * @param lastReadSeq up to here the caller has read
 * @param unreadCount messages of others after that, without deleted ones
 * @param mentionCount those of them that mention the caller, by name or with everybody
 * @param peer the other member of a direct room; null for other kinds
 */
@RegisterForReflection
public record RoomView(
    UUID id,
    RoomKind kind,
    String name,
    int memberCount,
    Instant createdAt,
    String createdBy,
    Role role,
    MessageView lastMessage,
    long lastSeq,
    long lastReadSeq,
    int unreadCount,
    int mentionCount,
    Person peer) {

  /** What everybody in the room sees alike. */
  SharedRoomView shared(long eventSeq) {
    return new SharedRoomView(
        id, kind, name, memberCount, createdAt, createdBy, lastMessage, lastSeq, eventSeq);
  }
}
