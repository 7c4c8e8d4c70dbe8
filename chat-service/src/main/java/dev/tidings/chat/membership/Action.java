package dev.tidings.chat.membership;

/** What a member may do in a room, or may not. */
public enum Action {
  SEND("post messages"),
  /** Not waiting between two messages where others have to. */
  HURRY("post without waiting in slow mode"),
  EDIT_OWN("edit messages"),
  DELETE_OWN("delete messages"),
  DELETE_OTHERS("delete messages of others"),
  REACT("react to messages"),
  PIN("pin messages"),
  LEAVE("leave", true),
  INVITE("bring others in", true),
  REMOVE("remove others", true),
  BAN("ban others", true),
  CHANGE_ROLE("change what others are", true),
  TRANSFER("hand the room on", true),
  CHANGE_ROOM("change the room", true),
  ARCHIVE("archive the room", true),
  DELETE_ROOM("delete the room", true),
  RECOUNT("have the room counted again"),
  READ_AUDIT("read the audit log");

  private final String words;
  private final boolean changesRoom;

  Action(String words) {
    this(words, false);
  }

  Action(String words, boolean changesRoom) {
    this.words = words;
    this.changesRoom = changesRoom;
  }

  /** What it is, as in "may not …". */
  String words() {
    return words;
  }

  /** Whether it changes the room or who is in it, which of a direct room nobody may. */
  boolean changesRoom() {
    return changesRoom;
  }
}
