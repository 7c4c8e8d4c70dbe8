package dev.tidings.gateway.upstream.ingress;

import dev.tidings.platform.topic.TopicSpec;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The topics through which internal services publish. */
public final class IngressTopics {

  /** Whatever internal services publish. */
  public static final String TOPIC = "events.ingress.v1";

  static final String CONSUMER = "gateway";

  @Produces
  @Singleton
  @jakarta.inject.Named("ingress")
  TopicSpec ingress() {
    return TopicSpec.events(TOPIC);
  }

  @Produces
  @Singleton
  @jakarta.inject.Named("ingress-dead-letters")
  TopicSpec deadLetters() {
    return TopicSpec.deadLetter(TOPIC, CONSUMER);
  }
}
