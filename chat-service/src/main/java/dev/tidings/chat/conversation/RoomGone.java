package dev.tidings.chat.conversation;

import java.time.Instant;
import java.util.UUID;

/**
 * Said inside the service, in the transaction in which a room was deleted and while its row is
 * locked.
 */
public record RoomGone(String workspace, UUID roomId, Instant at) {}
