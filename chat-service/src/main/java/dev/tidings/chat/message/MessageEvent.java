package dev.tidings.chat.message;

import dev.tidings.chat.stream.ChatEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** What happened to a message. */
public sealed interface MessageEvent extends ChatEvent {

  MessageView message();

  @Override
  default String subject() {
    return "message:" + message().id();
  }

  @Override
  default Object data() {
    return message();
  }

  /** A message was edited. */
  @RegisterForReflection
  record MessageUpdated(MessageView message) implements MessageEvent {
    @Override
    public String type() {
      return "MESSAGE_UPDATED";
    }
  }

  /** A message was deleted; what is left of it is its number. */
  @RegisterForReflection
  record MessageDeleted(MessageView message) implements MessageEvent {
    @Override
    public String type() {
      return "MESSAGE_DELETED";
    }
  }

  /**
   * A picture that comes with a message has its thumbnail now. The message is as it was otherwise.
   */
  @RegisterForReflection
  record AttachmentsUpdated(MessageView message) implements MessageEvent {
    @Override
    public String type() {
      return "ATTACHMENTS_UPDATED";
    }
  }

  /** A message was sent. Its sender has read the room up to it. */
  @RegisterForReflection
  record MessageReceived(MessageView message) implements MessageEvent {
    @Override
    public String type() {
      return "MESSAGE_RECEIVED";
    }
  }
}
