package dev.tidings.chat.membership;

import dev.tidings.chat.room.Room;
import java.time.Instant;

/**
 * Said inside the service, in the transaction in which a room got another owner and while its row
 * is locked.
 */
public record OwnerChanged(Room room, Instant at) {}
