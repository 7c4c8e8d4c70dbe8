package dev.tidings.chat.message;

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
}
