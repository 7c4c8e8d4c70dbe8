package dev.tidings.presence.status;

import dev.tidings.presence.connection.PersonKey;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;

/** What is known of a person. Changed only while its row is locked. */
@Entity
@Table(name = "user_presence")
class UserPresence {

  @EmbeddedId private PersonKey person;

  private PresenceStatus status;

  @Column(name = "last_seen_at")
  private Instant lastSeenAt;

  @Column(name = "offline_at")
  private Instant offlineAt;

  @Column(name = "check_at")
  private Instant checkAt;

  @Column(name = "first_name")
  private String firstName;

  @Column(name = "last_name")
  private String lastName;

  @Column(name = "profile_image")
  private String profileImage;

  protected UserPresence() {}

  /** A person of whom nothing is known yet. */
  UserPresence(PersonKey person, Instant seenAt) {
    this.person = person;
    this.status = PresenceStatus.OFFLINE;
    this.lastSeenAt = seenAt;
  }

  /**
   * Decides the status from a fresh look at the person's connections.
   *
   * @return whether what others see has changed
   */
  boolean decide(boolean connected, Instant now, Duration grace) {
    Availability next = availability().next(connected, now, grace);
    boolean changed = next.status() != status;
    status = next.status();
    offlineAt = next instanceof Availability.Leaving(Instant at) ? at : null;
    checkAt = offlineAt;
    return changed;
  }

  private Availability availability() {
    if (status == PresenceStatus.OFFLINE) {
      return new Availability.Gone();
    }
    return offlineAt == null ? new Availability.Connected() : new Availability.Leaving(offlineAt);
  }

  /** A connection of the person opened or ended; gateways' records come in any order. */
  void seen(Instant at) {
    if (at.isAfter(lastSeenAt)) {
      lastSeenAt = at;
    }
  }

  /** Takes the names and picture of the newest token; a token without them changes nothing. */
  void describe(PersonProfile profile) {
    if (profile.isEmpty()) {
      return;
    }
    firstName = profile.firstName();
    lastName = profile.lastName();
    profileImage = profile.profileImage();
  }

  PersonKey person() {
    return person;
  }

  /** What others may see. */
  PresenceView view() {
    return new PresenceView(
        person.userId(),
        status != PresenceStatus.OFFLINE,
        status,
        lastSeenAt,
        new UserView(person.userId(), firstName, lastName, profileImage));
  }
}
