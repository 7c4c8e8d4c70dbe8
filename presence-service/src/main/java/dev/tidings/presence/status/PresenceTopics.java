package dev.tidings.presence.status;

import dev.tidings.platform.topic.TopicSpec;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The topic that this feature publishes to. */
@Singleton
class PresenceTopics {

  /** Each change of somebody's status. */
  static final String STATUS = "presence.status.v1";

  @Produces
  @Singleton
  TopicSpec status() {
    return TopicSpec.events(STATUS);
  }
}
