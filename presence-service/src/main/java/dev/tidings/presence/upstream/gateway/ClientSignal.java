package dev.tidings.presence.upstream.gateway;

import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.inbox.PoisonEventException;
import dev.tidings.presence.person.PersonProfile;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.time.Instant;
import java.util.Objects;

/** What a client does, by a gateway's word, with only the fields that presence needs. */
sealed interface ClientSignal {

  /** Reads an event. */
  static ClientSignal read(CloudEvent event) {
    return switch (event.type()) {
      case "PRESENCE_UPDATE" -> read(event, Status.class);
      case "ACTIVITY" -> read(event, Activity.class);
      case "PAGE_NAVIGATE" -> read(event, Page.class);
      default -> new OfOthers(event.type());
    };
  }

  private static <T> T read(CloudEvent event, Class<T> type) {
    try {
      return Json.mapper().readValue(event.data(), type);
    } catch (IOException e) {
      throw new PoisonEventException("The data of a " + event.type() + " is not as agreed", e);
    }
  }

  /** The user chose a status on a client. */
  @RegisterForReflection
  record Status(String userId, String status, String message, Instant messageExpiresAt, User user)
      implements ClientSignal {
    public Status {
      Objects.requireNonNull(userId, "userId");
      Objects.requireNonNull(status, "status");
    }
  }

  /** The user does something on a client, or it is idle; then there is no thing. */
  @RegisterForReflection
  record Activity(
      String userId, String sessionId, String type, String resourceType, String resourceId)
      implements ClientSignal {
    public Activity {
      Objects.requireNonNull(userId, "userId");
      Objects.requireNonNull(sessionId, "sessionId");
      Objects.requireNonNull(type, "type");
      if (!type.equals("idle")) {
        Objects.requireNonNull(resourceType, "resourceType");
        Objects.requireNonNull(resourceId, "resourceId");
      }
    }

    boolean isIdle() {
      return type.equals("idle");
    }
  }

  /** A client shows a page. */
  @RegisterForReflection
  record Page(String userId, String sessionId, String page, String title) implements ClientSignal {
    public Page {
      Objects.requireNonNull(userId, "userId");
      Objects.requireNonNull(sessionId, "sessionId");
      Objects.requireNonNull(page, "page");
    }
  }

  /** Something that other services make something of. */
  @RegisterForReflection
  record OfOthers(String type) implements ClientSignal {}

  /** Names and picture, as the token had them. */
  @RegisterForReflection
  record User(String firstName, String lastName, String profileImage) {

    static PersonProfile profile(User user) {
      return user == null
          ? new PersonProfile(null, null, null)
          : new PersonProfile(user.firstName, user.lastName, user.profileImage);
    }
  }
}
