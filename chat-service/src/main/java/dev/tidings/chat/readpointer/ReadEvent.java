package dev.tidings.chat.readpointer;

import dev.tidings.chat.stream.ChatEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;

/** What happened to read pointers. */
public sealed interface ReadEvent extends ChatEvent {

  /**
   * A member has read further.
   *
   * @param seq up to and with this message
   */
  @RegisterForReflection
  record MessagesRead(UUID roomId, String userId, long seq, Instant readAt) implements ReadEvent {
    @Override
    public String type() {
      return "MESSAGES_READ";
    }

    @Override
    public String subject() {
      return "user:" + userId;
    }
  }

  /**
   * All members have got, or read, more of the room's messages. A message up to {@code readSeq} is
   * read, another up to {@code deliveredSeq} is delivered, any later one is sent.
   */
  @RegisterForReflection
  record MessageStatusUpdate(UUID roomId, long deliveredSeq, long readSeq) implements ReadEvent {
    @Override
    public String type() {
      return "MESSAGE_STATUS_UPDATE";
    }
  }
}
