package dev.tidings.gateway.announcement;

import dev.tidings.platform.topic.TopicSpec;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

/** The topic of what the gateways saw. */
final class AnnouncementTopic {

  static final String NAME = "gateway.connection.v1";

  @Produces
  @Singleton
  @Named("connection")
  TopicSpec connection() {
    return TopicSpec.events(NAME);
  }
}
