package dev.tidings.platform.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TopicSpecTest {

  /** A segment that is being written is never deleted, however old its records are. */
  @Test
  void shouldEndSegmentsWithinTheRetention() {
    assertThat(
            new TopicSpec("t.v1", 1, Duration.ofMinutes(10), TopicSpec.Cleanup.DELETE).settings())
        .containsEntry("retention.ms", "600000")
        .containsEntry("segment.ms", "600000");
    assertThat(new TopicSpec("t.v1", 1, Duration.ofDays(30), TopicSpec.Cleanup.DELETE).settings())
        .containsEntry("segment.ms", String.valueOf(Duration.ofDays(7).toMillis()));
  }
}
