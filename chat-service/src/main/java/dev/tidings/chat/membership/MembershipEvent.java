package dev.tidings.chat.membership;

import dev.tidings.chat.directory.Person;
import dev.tidings.chat.stream.ChatEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;

/** A change of who is in a room. */
public sealed interface MembershipEvent extends ChatEvent {

  String userId();

  @Override
  default String subject() {
    return "user:" + userId();
  }

  /**
   * Somebody became a member.
   *
   * @param memberCount with the one who joined
   * @param eventSeq its number among the room's events
   */
  @RegisterForReflection
  record MemberJoined(
      UUID roomId,
      String userId,
      Role role,
      Instant joinedAt,
      int memberCount,
      Person user,
      long eventSeq)
      implements MembershipEvent {
    @Override
    public String type() {
      return "MEMBER_JOINED";
    }
  }

  /**
   * A member is something else than before.
   *
   * @param eventSeq its number among the room's events
   */
  @RegisterForReflection
  record MemberUpdated(UUID roomId, String userId, Role role, Instant updatedAt, long eventSeq)
      implements MembershipEvent {
    @Override
    public String type() {
      return "MEMBER_UPDATED";
    }
  }

  /**
   * Somebody is no longer a member; what follows on the key is not theirs to see.
   *
   * @param reason {@code left}, {@code removed} or {@code banned}
   * @param memberCount without the one who left
   * @param eventSeq its number among the room's events
   */
  @RegisterForReflection
  record MemberLeft(
      UUID roomId, String userId, String reason, Instant leftAt, int memberCount, long eventSeq)
      implements MembershipEvent {
    @Override
    public String type() {
      return "MEMBER_LEFT";
    }
  }
}
