package dev.tidings.gateway.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Random;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class DuplicateWindowTest {

  private static final TopicPartition FIRST = new TopicPartition("t", 0);
  private static final TopicPartition SECOND = new TopicPartition("t", 1);

  @Test
  void shouldRememberTheLastIdsOfEachPartition() {
    var window = new DuplicateWindow(3);
    assertThat(window.isNew(FIRST, "acme", "a")).isTrue();
    assertThat(window.isNew(FIRST, "acme", "a")).isFalse();
    assertThat(window.isNew(SECOND, "acme", "a")).isTrue();
    assertThat(window.isNew(FIRST, "acme", "b")).isTrue();
    assertThat(window.isNew(FIRST, "acme", "c")).isTrue();
    assertThat(window.isNew(FIRST, "acme", "a")).isFalse();
    assertThat(window.isNew(FIRST, "acme", "d")).isTrue();
    assertThat(window.isNew(FIRST, "acme", "a")).as("forgotten").isTrue();
    assertThat(window.isNew(FIRST, "acme", "d")).isFalse();
  }

  @Test
  void shouldTellWorkspacesApart() {
    var window = new DuplicateWindow(3);
    assertThat(window.isNew(FIRST, "acme", "a")).isTrue();
    assertThat(window.isNew(FIRST, "acm", "ea")).isTrue();
    assertThat(window.isNew(FIRST, "acme", "a")).isFalse();
  }

  @Test
  void shouldBeRightAboutAnyHistory() {
    for (int seed = 0; seed < 60; seed++) {
      var random = new Random(seed);
      int capacity = 1 + random.nextInt(100);
      var window = new DuplicateWindow(capacity);
      var last = new ArrayDeque<String>();
      for (int i = 0; i < 2_000; i++) {
        String id = "id-" + random.nextInt(2 * capacity);
        boolean isNew = !last.contains(id);
        assertThat(window.isNew(FIRST, "acme", id)).as("seed %d", seed).isEqualTo(isNew);
        if (isNew) {
          last.add(id);
          if (last.size() > capacity) {
            last.removeFirst();
          }
        }
      }
    }
  }
}
