package dev.tidings.chat.attachment;

import dev.tidings.chat.room.Room;
import java.util.UUID;

/**
 * Said inside the service, in the transaction in which an attachment of a message got its thumbnail
 * and while the room's row is locked.
 */
public record ThumbnailMade(Room room, UUID messageId) {}
