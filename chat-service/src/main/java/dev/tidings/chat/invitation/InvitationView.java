package dev.tidings.chat.invitation;

import dev.tidings.chat.directory.Person;
import dev.tidings.chat.membership.Role;
import dev.tidings.chat.room.RoomKind;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An invitation, in answers and in events alike.
 *
 * @param roomName what the room is called now
 * @param userId who is invited
 * @param role as what
 * @param invitedBy by whom
 * @param closedAt since when it is no longer pending; null while it is
 */
@RegisterForReflection
@Schema(name = "Invitation")
public record InvitationView(
    UUID id,
    UUID roomId,
    RoomKind roomKind,
    String roomName,
    String userId,
    Role role,
    InvitationStatus status,
    Person invitedBy,
    Instant createdAt,
    Instant expiresAt,
    Instant closedAt) {}
