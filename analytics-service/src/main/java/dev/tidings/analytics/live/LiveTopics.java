package dev.tidings.analytics.live;

import dev.tidings.platform.topic.TopicSpec;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/** The topic of the live numbers; the snapshot covers what is older than its retention. */
@Singleton
final class LiveTopics {

  static final String LIVE = "analytics.live.v1";

  @Produces
  @Singleton
  TopicSpec live() {
    return new TopicSpec(LIVE, 12, Duration.ofHours(2), TopicSpec.Cleanup.DELETE);
  }
}
