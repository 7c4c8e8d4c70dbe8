package dev.tidings.analytics.upstream.ingress;

import dev.tidings.platform.topic.TopicSpec;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The gateway's topic, which nobody makes where there is no gateway. */
@Singleton
class IngressTopic {

  @Produces
  @Singleton
  TopicSpec ingress() {
    return TopicSpec.events("events.ingress.v1");
  }
}
