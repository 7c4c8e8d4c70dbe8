package dev.tidings.chat.stream;

import dev.tidings.platform.topic.TopicSpec;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The topic of what concerns one person's devices alone, or those who have a role. */
@Singleton
public final class UserTopic {

  /** Its name. */
  public static final String NAME = "chat.user.v1";

  @Produces
  @Singleton
  TopicSpec spec() {
    return TopicSpec.events(NAME);
  }
}
