package dev.tidings.gateway.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class DuplicateWindowTest {

  private static final TopicPartition FIRST = new TopicPartition("t", 0);
  private static final TopicPartition SECOND = new TopicPartition("t", 1);

  @Test
  void shouldRememberTheLastIdsOfEachPartition() {
    var window = new DuplicateWindow(3);
    assertThat(window.isNew(FIRST, "a")).isTrue();
    assertThat(window.isNew(FIRST, "a")).isFalse();
    assertThat(window.isNew(SECOND, "a")).isTrue();
    assertThat(window.isNew(FIRST, "b")).isTrue();
    assertThat(window.isNew(FIRST, "c")).isTrue();
    assertThat(window.isNew(FIRST, "a")).isFalse();
    assertThat(window.isNew(FIRST, "d")).isTrue();
    assertThat(window.isNew(FIRST, "a")).as("forgotten").isTrue();
    assertThat(window.isNew(FIRST, "d")).isFalse();
  }
}
