package dev.tidings.platform.topic;

import java.time.Duration;
import java.util.Map;

/**
 * A topic as its owner wants it. Services produce these as CDI beans.
 *
 * @param name the topic's name, {@code <service>.<aggregate>.v<major>}
 * @param partitions how many partitions; changing the number re-routes keys and starts a new epoch
 * @param retention how long records are kept, and so how long a client can catch up
 * @param cleanup what happens to records past the retention
 */
public record TopicSpec(String name, int partitions, Duration retention, Cleanup cleanup) {

  /** Kafka's clean-up policies. */
  public enum Cleanup {
    /** Records older than the retention are deleted. */
    DELETE,
    /** The newest record of each key is kept for ever. */
    COMPACT
  }

  private static final int DEFAULT_PARTITIONS = 12;
  private static final Duration DEFAULT_RETENTION = Duration.ofDays(7);

  /** Kafka deletes whole segments, and not the one that is being written: it must end in time. */
  private static final Duration MAX_SEGMENT = Duration.ofDays(7);

  private static final Duration DEAD_LETTER_RETENTION = Duration.ofDays(30);

  /** An event topic with the usual number of partitions and a week of history. */
  public static TopicSpec events(String name) {
    return new TopicSpec(name, DEFAULT_PARTITIONS, DEFAULT_RETENTION, Cleanup.DELETE);
  }

  /** Where a consumer puts the records of a topic that it cannot handle. */
  public static TopicSpec deadLetter(String topic, String consumer) {
    return new TopicSpec(deadLetterName(topic, consumer), 1, DEAD_LETTER_RETENTION, Cleanup.DELETE);
  }

  /** The name of a consumer's dead-letter topic. */
  public static String deadLetterName(String topic, String consumer) {
    return topic + "." + consumer + ".dlq";
  }

  Map<String, String> settings() {
    return switch (cleanup) {
      case DELETE ->
          Map.of(
              "cleanup.policy",
              "delete",
              "retention.ms",
              String.valueOf(retention.toMillis()),
              "segment.ms",
              String.valueOf(Math.min(retention.toMillis(), MAX_SEGMENT.toMillis())));
      case COMPACT -> Map.of("cleanup.policy", "compact");
    };
  }
}
