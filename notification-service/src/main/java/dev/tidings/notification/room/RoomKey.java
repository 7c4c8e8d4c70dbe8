package dev.tidings.notification.room;

/** A room of a workspace. */
public record RoomKey(String workspace, String roomId) {}
