package dev.tidings.chat.stream;

import dev.tidings.platform.topic.TopicSpec;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The topic of everything that happens in rooms. */
@Singleton
public final class RoomTopic {

  /** Its name. */
  public static final String NAME = "chat.room.v1";

  @Produces
  @Singleton
  TopicSpec spec() {
    return TopicSpec.events(NAME);
  }
}
