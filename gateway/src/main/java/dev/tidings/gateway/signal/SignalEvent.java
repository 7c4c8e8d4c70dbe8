package dev.tidings.gateway.signal;

import dev.tidings.platform.identity.Profile;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/** The data of a signal. */
sealed interface SignalEvent {

  /** {@code TYPING_START}, {@code TYPING_STOP}: somebody types in a room, or has stopped. */
  @RegisterForReflection
  record Typing(String roomId, String userId, String sessionId, Instant at, Person user)
      implements SignalEvent {}

  /** {@code PRESENCE_UPDATE}: the status that a user chose on a device. */
  @RegisterForReflection
  record Status(
      String userId,
      String sessionId,
      Instant at,
      String status,
      String message,
      Instant messageExpiresAt,
      Person user)
      implements SignalEvent {}

  /** {@code ACTIVITY}: what a user does on a device; no resource when idle. */
  @RegisterForReflection
  record Activity(
      String userId,
      String sessionId,
      Instant at,
      String type,
      String resourceType,
      String resourceId,
      Person user)
      implements SignalEvent {}

  /** {@code PAGE_NAVIGATE}: the page that a user looks at on a device. */
  @RegisterForReflection
  record Page(String userId, String sessionId, Instant at, String page, String title, Person user)
      implements SignalEvent {}

  /** Who it is, as their token says. */
  @RegisterForReflection
  record Person(String id, String firstName, String lastName, String profileImage) {

    static Person of(String id, Profile profile) {
      return new Person(id, profile.firstName(), profile.lastName(), profile.profileImage());
    }
  }
}
