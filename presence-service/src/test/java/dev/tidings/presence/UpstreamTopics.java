package dev.tidings.presence;

import dev.tidings.platform.topic.TopicSpec;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The topics that other services make where all of them run. */
@Singleton
class UpstreamTopics {

  @Produces
  @Singleton
  TopicSpec gatewayConnections() {
    return TopicSpec.events("gateway.connection.v1");
  }

  @Produces
  @Singleton
  TopicSpec gatewaySignals() {
    return TopicSpec.events("gateway.signal.v1");
  }
}
