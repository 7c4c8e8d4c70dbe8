package dev.tidings.analytics.session;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** UTC hours of sites. For use by one thread. */
public final class SiteHours {

  private static final int SECONDS_OF_HOUR = 3600;

  private final Set<SiteHour> hours = new HashSet<>();
  private SiteHour last = new SiteHour("", "", Long.MIN_VALUE);

  /** An hour of a site, by how many hours it begins after the epoch. */
  public record SiteHour(String workspace, String site, long hour) implements Comparable<SiteHour> {

    private static final Comparator<SiteHour> ORDER =
        Comparator.comparing(SiteHour::workspace)
            .thenComparing(SiteHour::site)
            .thenComparingLong(SiteHour::hour);

    /** When it begins. */
    public Instant startsAt() {
      return Instant.ofEpochSecond(hour * SECONDS_OF_HOUR);
    }

    @Override
    public int compareTo(SiteHour other) {
      return ORDER.compare(this, other);
    }
  }

  /** Adds the hour of a time. */
  public void add(String workspace, String site, Instant at) {
    add(workspace, site, hour(at));
  }

  /** Adds the hours from one time to another. */
  public void add(String workspace, String site, Instant first, Instant last) {
    for (long hour = hour(first); hour <= hour(last); hour++) {
      add(workspace, site, hour);
    }
  }

  /** All that were added, in their order. */
  public SortedSet<SiteHour> all() {
    return new TreeSet<>(hours);
  }

  /** Neighbours are mostly of the same hour. */
  private void add(String workspace, String site, long hour) {
    if (last.hour != hour || !last.site.equals(site) || !last.workspace.equals(workspace)) {
      last = new SiteHour(workspace, site, hour);
      hours.add(last);
    }
  }

  private static long hour(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), SECONDS_OF_HOUR);
  }
}
