package dev.tidings.chat.message;

import dev.tidings.chat.stream.ChatEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;

/** What happened to the answers of a message as a whole. */
public sealed interface ThreadEvent extends ChatEvent {

  /**
   * A message has more or fewer answers; the event follows that of the answer at once.
   *
   * @param messageId the message that is answered
   * @param seq its number
   * @param replyCount how many messages answer it now
   * @param lastReplySeq the number of the last of them; null if there is none
   * @param lastReplyAt when that was sent; null if there is none
   * @param lastReplyUserId who sent that; null if there is none
   * @param eventSeq its number among the room's events
   */
  @RegisterForReflection
  record ThreadUpdated(
      UUID roomId,
      UUID messageId,
      long seq,
      int replyCount,
      Long lastReplySeq,
      Instant lastReplyAt,
      String lastReplyUserId,
      long eventSeq)
      implements ThreadEvent {

    static ThreadUpdated of(MessageView parent) {
      return new ThreadUpdated(
          parent.roomId(),
          parent.id(),
          parent.seq(),
          parent.replyCount(),
          parent.lastReplySeq(),
          parent.lastReplyAt(),
          parent.lastReplyUserId(),
          parent.eventSeq());
    }

    /** What is known before an answer is stored: enough for the headers of the event. */
    static ThreadUpdated headOf(MessageView reply) {
      return new ThreadUpdated(reply.roomId(), reply.parentId(), 0, 0, null, null, null, 0);
    }

    @Override
    public String type() {
      return "THREAD_UPDATED";
    }

    @Override
    public String subject() {
      return "message:" + messageId;
    }
  }
}
