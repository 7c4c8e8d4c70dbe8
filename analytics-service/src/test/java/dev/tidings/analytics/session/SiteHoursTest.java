package dev.tidings.analytics.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SiteHoursTest {

  private final SiteHours hours = new SiteHours();

  @Test
  void shouldKnowEachHourOnceAndInOrder() {
    hours.add("w", "t", Instant.parse("2026-03-01T10:59:59.999Z"));
    hours.add("w", "s", Instant.parse("2026-03-01T11:00:00Z"));
    hours.add("v", "s", Instant.parse("2026-03-01T11:59:59Z"));
    hours.add("w", "s", Instant.parse("2026-03-01T11:20:00Z"));
    hours.add("w", "t", Instant.parse("2026-03-01T10:00:00Z"));
    assertThat(hours.all())
        .extracting(each -> each.workspace() + each.site() + " " + each.startsAt())
        .containsExactly(
            "vs 2026-03-01T11:00:00Z", "ws 2026-03-01T11:00:00Z", "wt 2026-03-01T10:00:00Z");
  }

  @Test
  void shouldAddAllHoursFromOneTimeToAnother() {
    hours.add(
        "w", "s", Instant.parse("1969-12-31T22:59:59Z"), Instant.parse("1970-01-01T01:00:00Z"));
    assertThat(hours.all())
        .extracting(SiteHours.SiteHour::startsAt)
        .containsExactly(
            Instant.parse("1969-12-31T22:00:00Z"),
            Instant.parse("1969-12-31T23:00:00Z"),
            Instant.parse("1970-01-01T00:00:00Z"),
            Instant.parse("1970-01-01T01:00:00Z"));
  }
}
