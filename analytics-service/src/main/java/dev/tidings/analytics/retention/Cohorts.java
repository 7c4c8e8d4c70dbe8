package dev.tidings.analytics.retention;

import dev.tidings.analytics.retention.RetentionView.CohortView;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Puts visitors together by when they came first. */
final class Cohorts {

  private final ChronoUnit unit;
  private final Map<String, SortedSet<LocalDate>> seen = new HashMap<>();

  /** Cohorts of days, weeks or months. */
  Cohorts(ChronoUnit unit) {
    this.unit = unit;
  }

  /** A visitor was there on a day. */
  void add(String user, LocalDate day) {
    seen.computeIfAbsent(user, each -> new TreeSet<>()).add(start(day));
  }

  /** The cohorts of those who came first from a day on, up to before another. */
  List<CohortView> between(LocalDate from, LocalDate to) {
    Map<LocalDate, List<SortedSet<LocalDate>>> byFirst = new TreeMap<>();
    for (SortedSet<LocalDate> intervals : seen.values()) {
      LocalDate first = intervals.getFirst();
      if (!first.isBefore(start(from)) && first.isBefore(to)) {
        byFirst.computeIfAbsent(first, each -> new ArrayList<>()).add(intervals);
      }
    }
    return byFirst.entrySet().stream()
        .map(each -> cohort(each.getKey(), each.getValue(), to))
        .toList();
  }

  private CohortView cohort(LocalDate first, List<SortedSet<LocalDate>> members, LocalDate to) {
    var returned = new ArrayList<Long>();
    for (LocalDate interval = first; interval.isBefore(to); interval = interval.plus(1, unit)) {
      LocalDate current = interval;
      returned.add(members.stream().filter(days -> days.contains(current)).count());
    }
    return new CohortView(first, members.size(), returned);
  }

  private LocalDate start(LocalDate day) {
    return switch (unit) {
      case WEEKS -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      case MONTHS -> day.withDayOfMonth(1);
      default -> day;
    };
  }
}
