package dev.tidings.chat.signal;

import dev.tidings.platform.topic.TopicSpec;
import dev.tidings.platform.topic.TopicSpec.Cleanup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;

/** The topics of signals. */
@Singleton
public final class SignalTopics {

  /** What people do, as they say it by REST. */
  public static final String SIGNALS = "chat.signal.v1";

  /** Who is typing in which room. */
  public static final String TYPING = "chat.typing.v1";

  private static final int PARTITIONS = 12;
  private static final Duration RETENTION = Duration.ofMinutes(10);

  @Produces
  @Singleton
  @Named("signals")
  TopicSpec signals() {
    return new TopicSpec(SIGNALS, PARTITIONS, RETENTION, Cleanup.DELETE);
  }

  @Produces
  @Singleton
  @Named("typing")
  TopicSpec typing() {
    return new TopicSpec(TYPING, PARTITIONS, RETENTION, Cleanup.DELETE);
  }
}
