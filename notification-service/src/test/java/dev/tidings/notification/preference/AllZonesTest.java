package dev.tidings.notification.preference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * R-N4: in every time zone that there is, around every change of clocks from 2025 to 2028, quiet
 * hours and digests keep what they promise: by rules of their own, not by those of the code.
 */
class AllZonesTest {

  private static final Instant FROM = Instant.parse("2025-01-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2029-01-01T00:00:00Z");
  private static final Set<DayOfWeek> EVERY_DAY = EnumSet.allOf(DayOfWeek.class);

  /** A change of clocks in a zone. Zones of the same rules are looked at once. */
  private record Change(ZoneId zone, ZoneOffsetTransition transition) {}

  private static List<Change> changes() {
    var changes = new ArrayList<Change>();
    var seen = new HashSet<ZoneRules>();
    for (String id : ZoneId.getAvailableZoneIds()) {
      ZoneId zone = ZoneId.of(id);
      if (seen.add(zone.getRules())) {
        for (ZoneOffsetTransition next = zone.getRules().nextTransition(FROM);
            next != null && next.getInstant().isBefore(TO);
            next = zone.getRules().nextTransition(next.getInstant())) {
          changes.add(new Change(zone, next));
        }
      }
    }
    return changes;
  }

  @Test
  void shouldKnowManyZonesAndChanges() {
    assertThat(ZoneId.getAvailableZoneIds()).hasSizeGreaterThan(400);
    assertThat(changes()).hasSizeGreaterThan(200);
    assertThat(changes().stream().map(change -> change.zone().getRules()).distinct().count())
        .isGreaterThan(30);
  }

  /** A window whose edge lies in a change, just before it or just after. */
  @Test
  void shouldBeQuietFromTheFirstBeginToTheLastEnd() {
    for (Change change : changes()) {
      for (LocalTime edge : edges(change)) {
        LocalTime after = edge.plusHours(3);
        check(change, new QuietHours(edge, after, EVERY_DAY, true));
        check(change, new QuietHours(edge.minusHours(3), edge, EVERY_DAY, true));
      }
    }
  }

  /** At each instant around the change: quiet exactly while a window lasts, and until its end. */
  private static void check(Change change, QuietHours quiet) {
    Instant at = change.transition().getInstant();
    LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
    var windows = new ArrayList<Instant[]>();
    for (LocalDate begin = day.minusDays(2); !begin.isAfter(day.plusDays(2)); ) {
      LocalDate end = quiet.to().isAfter(quiet.from()) ? begin : begin.plusDays(1);
      windows.add(
          new Instant[] {
            edge(begin.atTime(quiet.from()), change.zone(), true),
            edge(end.atTime(quiet.to()), change.zone(), false)
          });
      begin = begin.plusDays(1);
    }
    for (int minutes = -240; minutes <= 240; minutes += 30) {
      Instant now = at.plus(Duration.ofMinutes(minutes)).plusSeconds(1);
      Instant end =
          windows.stream()
              .filter(window -> !window[0].isAfter(now) && now.isBefore(window[1]))
              .map(window -> window[1])
              .max(Instant::compareTo)
              .orElse(null);
      assertThat(quiet.endAfter(now, change.zone()).orElse(null))
          .as("%s in %s at %s", quiet, change.zone(), now)
          .isEqualTo(end);
    }
  }

  /**
   * When the clock shows the time, for the first or the last time; where it never does, when it
   * first shows a later one. Found by walking: the rule, without the table of changes.
   */
  private static Instant edge(LocalDateTime time, ZoneId zone, boolean first) {
    Instant start = time.toInstant(ZoneOffset.UTC).minus(Duration.ofHours(20));
    Instant shownLast = null;
    Instant passed = null;
    // From a day before to a day after, minute by minute where the clock is near.
    for (Instant at = start; at.isBefore(start.plus(Duration.ofHours(40))); ) {
      long away = Duration.between(LocalDateTime.ofInstant(at, zone), time).toMinutes();
      if (away <= 0 && passed == null) {
        passed = at;
      }
      if (away == 0 && (shownLast == null || !first)) {
        shownLast = at;
      }
      at = at.plus(Duration.ofMinutes(Math.abs(away) > 300 ? 120 : 1));
    }
    return shownLast == null ? passed : shownLast;
  }

  private static List<LocalTime> edges(Change change) {
    LocalTime before = change.transition().getDateTimeBefore().toLocalTime();
    LocalTime after = change.transition().getDateTimeAfter().toLocalTime();
    return List.of(before, after, after.plusMinutes(15));
  }

  /** Each full hour on the wall, each day's time once: no window is left out or comes twice. */
  @Test
  void shouldHaveEachDigestOnce() {
    for (Change change : changes()) {
      Instant start = change.transition().getInstant().minus(Duration.ofDays(2));
      Instant stop = change.transition().getInstant().plus(Duration.ofDays(2));
      for (LocalTime at : edges(change)) {
        var days = new ArrayList<LocalDate>();
        Instant due = start;
        while (due.isBefore(stop)) {
          Instant next = DigestFrequency.DAILY.next(due, change.zone(), at, DayOfWeek.MONDAY);
          assertThat(next).as("%s after %s", change, due).isAfter(due);
          LocalDateTime shown = LocalDateTime.ofInstant(next, change.zone());
          assertThat(Duration.between(shown.toLocalDate().atTime(at), shown).abs())
              .as("%s at %s in %s", next, at, change)
              .satisfiesAnyOf(
                  off -> assertThat(off).isZero(),
                  off ->
                      assertThat(off).isLessThanOrEqualTo(change.transition().getDuration().abs()),
                  // A time that is skipped over midnight is the next day's first instant.
                  off ->
                      assertThat(off)
                          .isGreaterThanOrEqualTo(
                              Duration.ofDays(1).minus(change.transition().getDuration().abs())));
          days.add(shown.toLocalDate());
          due = next;
        }
        assertThat(days.size()).as("%s at %s", change, at).isBetween(4, 6);
      }
      for (Instant due = start; due.isBefore(stop); ) {
        Instant next =
            DigestFrequency.HOURLY.next(due, change.zone(), LocalTime.NOON, DayOfWeek.MONDAY);
        assertThat(next).isAfter(due);
        assertThat(Duration.between(due, next)).isLessThanOrEqualTo(Duration.ofHours(2));
        assertThat(LocalDateTime.ofInstant(next, change.zone()).getMinute())
            .as("%s in %s", next, change.zone())
            .isZero();
        due = next;
      }
    }
  }
}
