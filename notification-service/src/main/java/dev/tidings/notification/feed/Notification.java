package dev.tidings.notification.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.tidings.platform.event.Json;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;

/** One notification of one person. */
@Entity
@Table(name = "notifications")
class Notification {

  private static final TypeReference<List<Action>> ACTIONS = new TypeReference<>() {};

  @Id private UUID id;

  private String workspace;

  @Column(name = "user_id")
  private String userId;

  private Long seq;

  private String type;

  private Priority priority;

  private String title;

  private String body;

  private String image;

  @ColumnTransformer(write = "?::jsonb")
  private String actions;

  private String link;

  @ColumnTransformer(write = "?::jsonb")
  private String data;

  @Column(name = "source_key")
  private String sourceKey;

  @Column(name = "collapse_key")
  private String collapseKey;

  @Column(name = "not_before")
  private Instant notBefore;

  @Column(name = "expires_at")
  private Instant expiresAt;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "read_at")
  private Instant readAt;

  protected Notification() {}

  /** A notification that is not in the list yet. */
  Notification(UUID id, NewNotification made, Instant createdAt) {
    this.id = id;
    this.workspace = made.recipient().workspace();
    this.userId = made.recipient().userId();
    this.type = made.type();
    this.priority = made.priority();
    this.title = made.title();
    this.body = made.body();
    this.image = made.image();
    this.actions = new String(Json.bytes(made.actions()), StandardCharsets.UTF_8);
    this.link = made.link();
    this.data = made.data().toString();
    this.sourceKey = made.sourceKey();
    this.collapseKey = made.handling().collapseKey();
    this.notBefore = made.handling().notBefore();
    this.expiresAt = made.handling().expiresAt();
    this.createdAt = createdAt;
  }

  /** Puts it into the list, where it comes now. */
  void enter(long place, Instant now) {
    seq = place;
    createdAt = now;
  }

  /** Whether it is in the list. */
  boolean listed() {
    return seq != null;
  }

  /** With what the list doesn't show. */
  StoredNotification stored() {
    return new StoredNotification(
        new RecipientKey(workspace, userId),
        view(),
        new Handling(collapseKey, notBefore, expiresAt),
        listed());
  }

  /**
   * Marks it read.
   *
   * @return false if it was read before; the first time stays
   */
  boolean read(Instant now) {
    if (readAt != null) {
      return false;
    }
    readAt = now;
    return true;
  }

  UUID id() {
    return id;
  }

  long seq() {
    return seq;
  }

  /** What its owner may see. */
  NotificationView view() {
    try {
      return new NotificationView(
          id.toString(),
          type,
          priority,
          title,
          body,
          image,
          Json.mapper().readValue(actions, ACTIONS),
          link,
          Json.mapper().readTree(data),
          createdAt,
          readAt);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Notification " + id + " holds no JSON", e);
    }
  }
}
