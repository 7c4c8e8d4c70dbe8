package dev.tidings.analytics.visitor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.platform.testkit.MutableClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** R-A3: anonymous visitors without cookies, by a salt of the day. */
class VisitorIdsTest {

  private final MutableClock clock = MutableClock.at("2026-03-01T23:59:58Z");
  private final VisitorIds ids = new VisitorIds(day -> ("salt of " + day).getBytes(UTF_8));

  @Test
  void shouldBeTheSameForADay() {
    String visitor = visitor("default", "203.0.113.7", "Firefox");
    clock.advance(Duration.ofMillis(1999));
    assertThat(visitor("default", "203.0.113.7", "Firefox")).isEqualTo(visitor).hasSize(22);
  }

  @Test
  void shouldChangeWithTheDay() {
    String visitor = visitor("default", "203.0.113.7", "Firefox");
    clock.advance(Duration.ofSeconds(2));
    assertThat(visitor("default", "203.0.113.7", "Firefox")).isNotEqualTo(visitor);
  }

  /** A visit over midnight can be told to be one, for as long as a visit may rest. */
  @Test
  void shouldSayYesterdaysIdShortlyAfterMidnight() {
    String yesterdays = visitor("default", "203.0.113.7", "Firefox");
    assertThat(previous("default", "203.0.113.7", "Firefox")).isNull();
    clock.advance(Duration.ofSeconds(2));
    assertThat(previous("default", "203.0.113.7", "Firefox")).isEqualTo(yesterdays);
    clock.advance(Duration.ofMinutes(30).minusMillis(1));
    assertThat(previous("default", "203.0.113.7", "Firefox")).isEqualTo(yesterdays);
    clock.advance(Duration.ofMillis(1));
    assertThat(previous("default", "203.0.113.7", "Firefox")).isNull();
  }

  @Test
  void shouldReachBackToTheDayBefore() {
    assertThat(VisitorIds.oldest(clock.instant())).isEqualTo("2026-02-28T00:00:00Z");
  }

  @Test
  void shouldDifferByEveryPart() {
    assertThat(
            List.of(
                visitor("default", "203.0.113.7", "Firefox"),
                visitor("shop", "203.0.113.7", "Firefox"),
                visitor("default", "203.0.113.8", "Firefox"),
                visitor("default", "203.0.113.7", "Chromium"),
                visitor("default2", "03.0.113.7", "Firefox"),
                visitor("default", "203.0.113.7F", "irefox"),
                visitor("default", "203.0.113.7", "")))
        .doesNotHaveDuplicates();
  }

  @Test
  void shouldNotContainTheAddress() {
    assertThat(visitor("default", "203.0.113.7", "Firefox")).doesNotContain("203");
  }

  private String previous(String site, String address, String userAgent) {
    return ids.previous(site, address, userAgent, clock.instant());
  }

  private String visitor(String site, String address, String userAgent) {
    return ids.of(site, address, userAgent, clock.instant());
  }
}
