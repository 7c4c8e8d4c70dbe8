package dev.tidings.chat.pin;

import dev.tidings.chat.message.MessageView;
import dev.tidings.chat.stream.ChatEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/** What happened to the pins of a room. */
public sealed interface PinEvent extends ChatEvent {

  MessageView message();

  @Override
  default String subject() {
    return "message:" + message().id();
  }

  /** A message was pinned; {@code eventSeq} of the message is the event's number. */
  @RegisterForReflection
  record MessagePinned(MessageView message, String pinnedBy, Instant at) implements PinEvent {
    @Override
    public String type() {
      return "MESSAGE_PINNED";
    }
  }

  /** A message is no longer pinned; {@code eventSeq} of the message is the event's number. */
  @RegisterForReflection
  record MessageUnpinned(MessageView message, String unpinnedBy, Instant at) implements PinEvent {
    @Override
    public String type() {
      return "MESSAGE_UNPINNED";
    }
  }
}
