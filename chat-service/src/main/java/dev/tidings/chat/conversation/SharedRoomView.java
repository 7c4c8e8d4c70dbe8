package dev.tidings.chat.conversation;

import dev.tidings.chat.message.MessageView;
import dev.tidings.chat.room.RoomKind;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;

/**
 * A room without what differs from member to member: what its events say.
 *
 * @param eventSeq the event's number among those of the room
 */
@RegisterForReflection
public record SharedRoomView(
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
    MessageView lastMessage,
    long lastSeq,
    long eventSeq) {}
