package dev.tidings.platform.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class JsonTest {

  record Stamped(Instant at) {}

  @Test
  void shouldWriteTimesWithExactlyThreeDigitsOfMilliseconds() {
    assertThat(Json.bytes(new Stamped(Instant.parse("2026-03-01T10:00:00Z"))))
        .asString()
        .isEqualTo("{\"at\":\"2026-03-01T10:00:00.000Z\"}");
  }

  @Test
  void shouldSkipFieldsItDoesNotKnow() throws Exception {
    var read =
        Json.mapper()
            .readValue("{\"at\":\"2026-03-01T12:00:00.5+02:00\",\"new\":1}", Stamped.class);

    assertThat(read.at()).isEqualTo(Instant.parse("2026-03-01T10:00:00.500Z"));
  }

  @Test
  void shouldDrawIdsThatSortInTheOrderOfDrawing() {
    EventIds ids = EventIds.uuidV7();
    String previous = ids.next();
    for (int i = 0; i < 10_000; i++) {
      String next = ids.next();
      assertThat(next).isGreaterThan(previous);
      previous = next;
    }
  }
}
