package dev.tidings.chat.invitation;

import dev.tidings.chat.stream.ChatEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** What happened to an invitation. */
public sealed interface InvitationEvent extends ChatEvent {

  InvitationView invitation();

  @Override
  default String subject() {
    return "user:" + invitation().userId();
  }

  @Override
  default Object data() {
    return invitation();
  }

  /** Somebody is invited. */
  @RegisterForReflection
  record InvitationCreated(InvitationView invitation) implements InvitationEvent {
    @Override
    public String type() {
      return "INVITATION_CREATED";
    }
  }

  /** An invitation is no longer pending. */
  @RegisterForReflection
  record InvitationUpdated(InvitationView invitation) implements InvitationEvent {
    @Override
    public String type() {
      return "INVITATION_UPDATED";
    }
  }
}
