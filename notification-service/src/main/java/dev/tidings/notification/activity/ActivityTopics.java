package dev.tidings.notification.activity;

import dev.tidings.platform.topic.TopicSpec;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The topic that this feature publishes to. */
@Singleton
class ActivityTopics {

  /** What happened, on the channels of those who may know of it. */
  static final String FEED = "activity.feed.v1";

  @Produces
  @Singleton
  TopicSpec feed() {
    return TopicSpec.events(FEED);
  }
}
