package dev.tidings.analytics.hit;

import dev.tidings.platform.topic.TopicSpec;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The topics of the hits. */
@Singleton
public final class HitTopics {

  public static final String HITS = "analytics.hit.v1";
  public static final String CONSUMER = "analytics-service";

  @Produces
  @Singleton
  TopicSpec hits() {
    return TopicSpec.events(HITS);
  }

  @Produces
  @Singleton
  TopicSpec deadHits() {
    return TopicSpec.deadLetter(HITS, CONSUMER);
  }
}
