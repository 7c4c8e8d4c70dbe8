package dev.tidings.presence.upstream.directory;

import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.inbox.PoisonEventException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Two people of a workspace have become each other's contacts, or are no more.
 *
 * @param connected whether they are from then on
 */
record ContactNews(String userId, String contactId, boolean connected, Instant at) {

  /** Reads an event; empty if it is of a type that says something else. */
  static Optional<ContactNews> read(CloudEvent event) {
    return switch (event.type()) {
      case "CONTACT_ADDED" -> Optional.of(read(event, true));
      case "CONTACT_REMOVED" -> Optional.of(read(event, false));
      default -> Optional.empty();
    };
  }

  private static ContactNews read(CloudEvent event, boolean connected) {
    try {
      Pair pair = Json.mapper().readValue(event.data(), Pair.class);
      return new ContactNews(pair.userId, pair.contactId, connected, pair.at);
    } catch (IOException e) {
      throw new PoisonEventException("The data of a " + event.type() + " is not as agreed", e);
    }
  }

  /** The data of either type. */
  @RegisterForReflection
  record Pair(String userId, String contactId, Instant at) {
    public Pair {
      Objects.requireNonNull(userId, "userId");
      Objects.requireNonNull(contactId, "contactId");
      Objects.requireNonNull(at, "at");
      if (userId.equals(contactId)) {
        throw new IllegalArgumentException("nobody is their own contact");
      }
    }
  }
}
