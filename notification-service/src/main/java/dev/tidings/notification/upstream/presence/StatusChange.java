package dev.tidings.notification.upstream.presence;

import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.inbox.PoisonEventException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.util.Objects;

/**
 * A person's status has changed, with only the fields that notifications need.
 *
 * @param userId whose
 * @param status {@code online}, {@code away}, {@code busy}, {@code offline}, or one to come
 */
@RegisterForReflection
record StatusChange(String userId, String status) {

  static final String TYPE = "PRESENCE_UPDATE";

  StatusChange {
    Objects.requireNonNull(userId, "userId");
    Objects.requireNonNull(status, "status");
  }

  /**
   * Reads an event of the type.
   *
   * @throws PoisonEventException if its data is not as agreed
   */
  static StatusChange read(CloudEvent event) {
    try {
      return Json.mapper().readValue(event.data(), StatusChange.class);
    } catch (IOException e) {
      throw new PoisonEventException("The data of a " + event.type() + " is not as agreed", e);
    }
  }

  /** Whether the person may see by themselves what comes. */
  boolean isActive() {
    return status.equals("online");
  }
}
