package dev.tidings.chat.retention;

import dev.tidings.chat.stream.ChatEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;

/** What happened to old messages. */
public sealed interface RetentionEvent extends ChatEvent {

  /**
   * A room's messages up to and with one are no longer stored.
   *
   * @param eventSeq its number among the room's events
   */
  @RegisterForReflection
  record MessagesPurged(UUID roomId, long purgedSeq, Instant purgedAt, long eventSeq)
      implements RetentionEvent {
    @Override
    public String type() {
      return "MESSAGES_PURGED";
    }
  }
}
