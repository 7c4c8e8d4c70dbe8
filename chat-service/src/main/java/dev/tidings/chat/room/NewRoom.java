package dev.tidings.chat.room;

import java.time.Instant;

/**
 * A room to be made.
 *
 * @param address null if it is not asked for by anything
 * @param name null for a direct room
 * @param topic what it is about, in a line; null if nobody said
 */
public record NewRoom(
    String workspace,
    RoomKind kind,
    RoomAddress address,
    String name,
    String topic,
    RoomLinks links,
    String createdBy,
    Instant createdAt) {}
