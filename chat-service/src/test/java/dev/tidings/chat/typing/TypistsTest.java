package dev.tidings.chat.typing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.chat.directory.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R-C7: who types, and until when. */
class TypistsTest {

  private static final Instant START = Instant.parse("2026-01-31T09:05:00Z");
  private static final Duration EXPIRES = Duration.ofSeconds(2);
  private static final Duration AGAIN = Duration.ofSeconds(5);
  private static final Typists.Place ROOM = new Typists.Place("acme", new UUID(1, 1));

  private final Typists typists = new Typists();

  @Test
  void shouldForgetTwoSecondsAfterTheLastSignal() {
    typing("john", START);
    assertThat(told(START)).containsExactly(List.of("john"));
    typing("john", START.plusSeconds(1));

    assertThat(told(START.plusMillis(2_999))).isEmpty();
    assertThat(told(START.plusSeconds(3))).containsExactly(List.of());
    assertThat(told(START.plusSeconds(60))).isEmpty();
  }

  @Test
  void shouldTellAllOfThemOnce() {
    typing("john", START);
    typing("jane", START);
    typing("john", START);

    assertThat(told(START)).containsExactly(List.of("john", "jane"));
    assertThat(told(START)).isEmpty();
    typists.stopped(ROOM, "john");
    assertThat(told(START)).containsExactly(List.of("jane"));
    typists.stopped(ROOM, "nobody");
    typists.stopped(new Typists.Place("other", ROOM.roomId()), "jane");
    assertThat(told(START)).isEmpty();
  }

  @Test
  void shouldTellNothingOfWhoStopsBeforeItWasTold() {
    typing("john", START);
    typists.stopped(ROOM, "john");

    assertThat(told(START)).isEmpty();
  }

  @Test
  void shouldTellAgainWhatWasToldLongAgo() {
    for (int second = 0; second < 12; second++) {
      typing("john", START.plusSeconds(second));
      assertThat(told(START.plusSeconds(second)))
          .hasSize(second % 5 == 0 ? 1 : 0)
          .allSatisfy(people -> assertThat(people).containsExactly("john"));
    }
  }

  @Test
  void shouldSayItInWords() {
    var john = new Person("u1", "John", "Doe", null);
    var jane = new Person("u2", null, "Roe", null);
    var nameless = new Person("u3", " ", null, null);

    assertThat(TypingText.of(List.of())).isEmpty();
    assertThat(TypingText.of(List.of(john))).isEqualTo("John is typing…");
    assertThat(TypingText.of(List.of(john, jane))).isEqualTo("John and Roe are typing…");
    assertThat(TypingText.of(List.of(nameless))).isEqualTo("u3 is typing…");
    assertThat(TypingText.of(List.of(john, jane, nameless))).isEqualTo("3 people are typing…");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 22, 333, 4_444})
  void shouldKnowAtAnyTimeWhoTypes(long seed) {
    var random = new SplittableRandom(seed);
    Map<String, Instant> until = new LinkedHashMap<>();
    Instant now = START;
    for (int step = 0; step < 2_000; step++) {
      now = now.plusMillis(random.nextInt(400));
      Instant at = now;
      until.values().removeIf(end -> !end.isAfter(at));
      String who = "user-" + random.nextInt(6);
      if (random.nextInt(3) == 0) {
        typists.stopped(ROOM, who);
        until.remove(who);
      } else {
        typing(who, now);
        until.put(who, now.plus(EXPIRES));
      }
      List<String> expected = List.copyOf(until.keySet());
      List<List<String>> told = ids(typists.due(now, Duration.ZERO));
      if (expected.isEmpty()) {
        assertThat(told).isIn(List.of(), List.of(List.of()));
      } else {
        assertThat(told).as("seed %d, step %d", seed, step).containsExactly(expected);
      }
    }
  }

  private void typing(String user, Instant at) {
    typists.typing(ROOM, new Person(user, null, null, null), at, at.plus(EXPIRES));
  }

  private List<List<String>> told(Instant now) {
    return ids(typists.due(now, AGAIN));
  }

  private static List<List<String>> ids(List<Typists.Told> rooms) {
    return rooms.stream().map(told -> told.people().stream().map(Person::id).toList()).toList();
  }
}
