package dev.tidings.notification;

import dev.tidings.platform.topic.TopicSpec;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The topics that other services make where all of them run. */
@Singleton
class UpstreamTopics {

  @Produces
  @Singleton
  TopicSpec chatRooms() {
    return TopicSpec.events("chat.room.v1");
  }

  @Produces
  @Singleton
  TopicSpec presence() {
    return TopicSpec.events("presence.status.v1");
  }

  @Produces
  @Singleton
  TopicSpec chatUsers() {
    return TopicSpec.events("chat.user.v1");
  }

  @Produces
  @Singleton
  TopicSpec ingress() {
    return TopicSpec.events("events.ingress.v1");
  }
}
