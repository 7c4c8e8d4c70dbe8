package dev.tidings.chat.room;

import dev.tidings.chat.ChatProblem;
import dev.tidings.platform.problem.ProblemException;
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

  private String address;

  private String topic;

  @Column(name = "project_id", updatable = false)
  private String projectId;

  @Column(name = "lead_id", updatable = false)
  private String leadId;

  @Column(name = "contact_id", updatable = false)
  private String contactId;

  @Column(name = "slow_mode_seconds")
  private int slowModeSeconds;

  private int version;

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

  @Column(name = "deleted_at")
  private Instant deletedAt;

  @Column(name = "deleted_by")
  private String deletedBy;

  /** For the persistence provider. */
  protected Room() {}

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

  /** What it is about, in a line; null if nobody said. */
  public String topic() {
    return topic;
  }

  public RoomLinks links() {
    return new RoomLinks(projectId, leadId, contactId);
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

  /** How long a member has to wait between two messages; 0: not at all. */
  public int slowModeSeconds() {
    return slowModeSeconds;
  }

  /** 1 as it was made, one more with each change of the room itself. */
  public int version() {
    return version;
  }

  /** Since when nobody writes in it; null while one may. */
  public Instant archivedAt() {
    return archivedAt;
  }

  /**
   * The same room, if one may write in it.
   *
   * @throws ProblemException {@code room-archived}
   */
  public Room requireWritable() {
    if (archivedAt != null) {
      throw archived();
    }
    return this;
  }

  /** What to say to who would write in an archived room. */
  public static ProblemException archived() {
    return new ProblemException(
        ChatProblem.ROOM_ARCHIVED, "The room is archived: it can only be read.");
  }

  void rename(String newName) {
    this.name = newName;
    if (kind == RoomKind.CHANNEL) {
      this.address = RoomAddress.ofChannel(newName).text();
    }
  }

  /** Says what it is about; null for nothing. */
  public void discuss(String newTopic) {
    this.topic = newTopic;
  }

  /** Has members wait between two messages; 0 for not at all. */
  public void slowDown(int seconds) {
    this.slowModeSeconds = seconds;
  }

  /** Lets nobody write any more. */
  public void archive(Instant at) {
    this.archivedAt = at;
  }

  /** Lets members write again. */
  public void unarchive() {
    this.archivedAt = null;
  }

  /** Counts a change of the room itself. */
  public void changed() {
    this.version++;
  }

  /** Takes it out of sight for ever and gives its address back. */
  public void delete(String by, Instant at) {
    this.deletedAt = at;
    this.deletedBy = by;
    this.address = null;
    this.memberCount = 0;
  }

  /** Counts members in; the first one finds it open. */
  public void join(int members) {
    if (memberCount == 0) {
      archivedAt = null;
    }
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
