package dev.tidings.notification.webpush;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Instant;

/** A browser that takes somebody's messages, as it is stored. */
@Entity
@Table(name = "push_subscriptions")
class Browser {

  @Id private String endpoint;

  private String workspace;

  @Column(name = "user_id")
  private String userId;

  @Column(name = "public_key")
  private byte[] publicKey;

  private byte[] secret;

  @Column(name = "created_at")
  private Instant createdAt;

  /** What a message to it needs; its key was checked when it came. */
  Subscription subscription() {
    try {
      return new Subscription(URI.create(endpoint), P256.publicKey(publicKey), secret);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A stored public key is none", e);
    }
  }
}
