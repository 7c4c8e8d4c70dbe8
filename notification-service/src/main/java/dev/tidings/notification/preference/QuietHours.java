package dev.tidings.notification.preference;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/**
 * When a person is not to be interrupted, by the clock on their wall.
 *
 * @param from when it begins
 * @param to when it ends; on the next day if it is not after {@code from}
 * @param days the days on which it begins
 * @param urgentPasses whether urgent notifications come through
 */
@RegisterForReflection
public record QuietHours(LocalTime from, LocalTime to, Set<DayOfWeek> days, boolean urgentPasses) {

  /** The longest way from a date to a window of it that still lasts, with any change of clocks. */
  private static final int DAYS_AROUND = 2;

  public QuietHours {
    days = Set.copyOf(days);
    if (from.equals(to)) {
      throw new IllegalArgumentException("Quiet hours that end when they begin are none or all");
    }
  }

  /**
   * When the quiet ends that holds now; nothing if it is not quiet. Windows that follow each other
   * without a gap are one.
   */
  public Optional<Instant> endAfter(Instant now, ZoneId zone) {
    Instant end = now;
    for (Optional<Instant> further = windowEnd(end, zone);
        further.isPresent();
        further = windowEnd(end, zone)) {
      end = further.get();
    }
    return end.equals(now) ? Optional.empty() : Optional.of(end);
  }

  private Optional<Instant> windowEnd(Instant now, ZoneId zone) {
    LocalDate today = LocalDate.ofInstant(now, zone);
    Instant latest = null;
    for (int offset = -DAYS_AROUND; offset <= DAYS_AROUND; offset++) {
      LocalDate day = today.plusDays(offset);
      if (!days.contains(day.getDayOfWeek())) {
        continue;
      }
      Instant begin = LocalEdge.BEGIN.at(day.atTime(from), zone);
      Instant end = LocalEdge.END.at((to.isAfter(from) ? day : day.plusDays(1)).atTime(to), zone);
      if (!begin.isAfter(now) && now.isBefore(end) && (latest == null || end.isAfter(latest))) {
        latest = end;
      }
    }
    return Optional.ofNullable(latest);
  }
}
