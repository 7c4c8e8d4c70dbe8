package dev.tidings.chat.conversation;

import dev.tidings.chat.directory.Person;
import dev.tidings.chat.membership.Role;
import dev.tidings.chat.membership.SettingsView;
import dev.tidings.chat.message.MessageView;
import dev.tidings.chat.room.RoomKind;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;

/**
 * A room as one of its members sees it.
 *
 * @param name null for a direct room
 * @param topic what it is about, in a line; null if nobody said
 * @param projectId the project that a project room is about; null for other kinds
 * @param leadId the lead that a support room is about; null if none
 * @param contactId the contact that a support room is about; null if none
 * @param archivedAt since when it can only be read; null while one may write
 * @param slowModeSeconds how long a member has to wait between two messages; 0: not at all
 * @param version the entity tag: 1 as it was made, one more with each change of the room itself
 * @param role the caller's
 * @param settings what the caller has set
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
    String topic,
    String projectId,
    String leadId,
    String contactId,
    int memberCount,
    Instant createdAt,
    String createdBy,
    Instant archivedAt,
    int slowModeSeconds,
    int version,
    Role role,
    SettingsView settings,
    MessageView lastMessage,
    long lastSeq,
    long lastReadSeq,
    int unreadCount,
    int mentionCount,
    Person peer) {

  /** What everybody in the room sees alike. */
  SharedRoomView shared(long eventSeq) {
    return new SharedRoomView(
        id,
        kind,
        name,
        topic,
        projectId,
        leadId,
        contactId,
        memberCount,
        createdAt,
        createdBy,
        archivedAt,
        slowModeSeconds,
        version,
        lastMessage,
        lastSeq,
        eventSeq);
  }
}
