package dev.tidings.notification.feed;

import dev.tidings.platform.topic.TopicSpec;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The topic that this feature publishes to. */
@Singleton
class NotificationTopics {

  /** What each person's devices are told. */
  static final String USER = "notification.user.v1";

  @Produces
  @Singleton
  TopicSpec user() {
    return TopicSpec.events(USER);
  }
}
