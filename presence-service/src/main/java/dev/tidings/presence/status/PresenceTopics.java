package dev.tidings.presence.status;

import dev.tidings.platform.topic.TopicSpec;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The topics that this service publishes to. */
@Singleton
final class PresenceTopics {

  /** What everybody of a workspace may see. */
  static final String STATUS = "presence.status.v1";

  /** What only some may see: contacts, and the person's own devices. */
  static final String USER = "presence.user.v1";

  @Produces
  @Singleton
  TopicSpec status() {
    return TopicSpec.events(STATUS);
  }

  @Produces
  @Singleton
  TopicSpec user() {
    return TopicSpec.events(USER);
  }
}
