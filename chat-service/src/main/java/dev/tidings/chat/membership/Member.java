package dev.tidings.chat.membership;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/**
 * A member's row, inserted and deleted as an entity; its role and its read pointer are changed by
 * statements, so that nobody writes back what another has moved meanwhile.
 */
@Entity
@Table(name = "chat_room_members")
class Member {

  @EmbeddedId private MemberKey key;

  @Column(updatable = false)
  private String workspace;

  @Column(updatable = false)
  private Role role;

  @Column(name = "joined_at", updatable = false)
  private Instant joinedAt;

  @Column(name = "last_read_seq", updatable = false)
  private long lastReadSeq;

  @Column(name = "public_read_seq", updatable = false)
  private long publicReadSeq;

  @Column(name = "delivered_seq", updatable = false)
  private long deliveredSeq;

  /** For the persistence provider. */
  protected Member() {}

  /**
   * A new member.
   *
   * @param lastReadSeq the room's newest message: what was said before counts as got and read
   */
  Member(
      UUID roomId, String workspace, String userId, Role role, Instant joinedAt, long lastReadSeq) {
    this.key = new MemberKey(roomId, userId);
    this.workspace = workspace;
    this.role = role;
    this.joinedAt = joinedAt;
    this.lastReadSeq = lastReadSeq;
    this.publicReadSeq = lastReadSeq;
    this.deliveredSeq = lastReadSeq;
  }

  String workspace() {
    return workspace;
  }

  UUID roomId() {
    return key.roomId();
  }

  String userId() {
    return key.userId();
  }

  Role role() {
    return role;
  }

  Instant joinedAt() {
    return joinedAt;
  }
}
