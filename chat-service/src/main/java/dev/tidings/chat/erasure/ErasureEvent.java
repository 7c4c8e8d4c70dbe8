package dev.tidings.chat.erasure;

import dev.tidings.chat.stream.ChatEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;

/** What happened to what is stored of people. */
public sealed interface ErasureEvent extends ChatEvent {

  /** Somebody is forgotten here; whoever else knows something of them is to forget it too. */
  @RegisterForReflection
  record UserErased(String userId, UUID erasureId, MessagePolicy messages, Instant erasedAt)
      implements ErasureEvent {
    @Override
    public String type() {
      return "USER_ERASED";
    }

    @Override
    public String subject() {
      return "user:" + userId;
    }
  }
}
