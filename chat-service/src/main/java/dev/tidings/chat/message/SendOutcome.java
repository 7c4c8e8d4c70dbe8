package dev.tidings.chat.message;

import dev.tidings.chat.membership.Role;
import dev.tidings.chat.room.RoomKind;
import java.time.Duration;

/** What a send came to. */
public sealed interface SendOutcome {

  /** The message is stored and will be delivered. */
  record Sent(MessageView message) implements SendOutcome {}

  /** It was sent before; this is what is stored. */
  record Replayed(MessageView message) implements SendOutcome {}

  /** The sender has used the {@code clientMessageId} for another message. */
  record Conflicting() implements SendOutcome {}

  /** The message that it answers is deleted. */
  record ParentDeleted() implements SendOutcome {}

  /** There is no such room, or the sender is no member of it. */
  record NoSuchRoom() implements SendOutcome {}

  /** The room is archived. */
  record Archived() implements SendOutcome {}

  /** The sender may not post in the room. */
  record NotAllowed(RoomKind kind, Role role) implements SendOutcome {}

  /** The room is in slow mode, and the sender has sent something a moment ago. */
  record TooSoon(Duration delay) implements SendOutcome {}

  /** What stood in the way is gone already. */
  record Changed() implements SendOutcome {}
}
