package dev.tidings.chat.room;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;

/** A room's row. Change it only while it is locked. */
@Entity
@Table(name = "chat_rooms")
@DynamicUpdate
public class Room {

  @Id private UUID id;

  @Column(updatable = false)
  private String workspace;

  @Column(updatable = false)
  private RoomKind kind;

  private String name;

  @Column(name = "direct_key", updatable = false)
  private String directKey;

  @Column(name = "created_by", updatable = false)
  private String createdBy;

  @Column(name = "created_at", updatable = false)
  private Instant createdAt;

  @Column(name = "last_activity_at", updatable = false)
  private Instant lastActivityAt;

  @Column(name = "last_seq", updatable = false)
  private long lastSeq;

  @Column(name = "member_count")
  private int memberCount;

  @Column(name = "archived_at")
  private Instant archivedAt;

  /** For the persistence provider. */
  protected Room() {}

  /** A new group without members and messages. */
  static Room group(UUID id, String workspace, String name, String createdBy, Instant createdAt) {
    var room = new Room();
    room.id = id;
    room.workspace = workspace;
    room.kind = RoomKind.GROUP;
    room.name = name;
    room.createdBy = createdBy;
    room.createdAt = createdAt;
    room.lastActivityAt = createdAt;
    return room;
  }

  public UUID id() {
    return id;
  }

  public String workspace() {
    return workspace;
  }

  public RoomKind kind() {
    return kind;
  }

  public String name() {
    return name;
  }

  public String createdBy() {
    return createdBy;
  }

  public Instant createdAt() {
    return createdAt;
  }

  /** The number of the newest message; 0 if there is none. */
  public long lastSeq() {
    return lastSeq;
  }

  public int memberCount() {
    return memberCount;
  }

  void rename(String newName) {
    this.name = newName;
  }

  /** Counts members in. */
  public void join(int members) {
    this.memberCount += members;
  }

  /** Counts a member out; a room that nobody is in is archived, which nobody can see. */
  public void leave(Instant at) {
    memberCount--;
    if (memberCount == 0) {
      archivedAt = at;
    }
  }
}
