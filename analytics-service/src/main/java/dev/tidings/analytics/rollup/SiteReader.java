package dev.tidings.analytics.rollup;

import dev.tidings.analytics.AnalyticsProblem;
import dev.tidings.analytics.rollup.RollupTables.Grain;
import dev.tidings.platform.problem.ProblemException;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Counts a site's hits and visits for reports: whole days and hours from what was summed up, the
 * rest from the rows, all in one state of the database. What comes out is the same whatever was
 * summed up; what differs is how long it takes.
 */
@Singleton
public final class SiteReader {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  /** The state of what took too long. */
  private static final String CANCELLED = "57014";

  private final AgroalDataSource dataSource;

  SiteReader(AgroalDataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Counts.
   *
   * @param spans in their order, none within another
   * @return what there is of each value, for each span in their order
   */
  public List<Map<String, Tally>> read(
      String workspace, String site, List<Span> spans, Breakdown breakdown, List<Filter> filters) {
    return read(
        workspace, site, spans, breakdown, filters, SumsWanted.of(breakdown, filters, false));
  }

  /**
   * Counts hits and their visitors as one, but no visits: so more of it is summed up.
   *
   * @return null if there is nothing
   */
  public Tally hits(String workspace, String site, Span span, List<Filter> filters) {
    var all = new Breakdown.All();
    return read(workspace, site, List.of(span), all, filters, SumsWanted.of(all, filters, true))
        .getFirst()
        .get("");
  }

  private List<Map<String, Tally>> read(
      String workspace,
      String site,
      List<Span> spans,
      Breakdown breakdown,
      List<Filter> filters,
      Optional<SumsWanted> sums) {
    if (spans.isEmpty()) {
      return List.of();
    }
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              try (Connection connection = dataSource.getConnection()) {
                return new Reading(connection, workspace, site, breakdown, filters, sums)
                    .read(spans);
              } catch (SQLException e) {
                if (CANCELLED.equals(e.getSQLState())) {
                  throw new ProblemException(
                      AnalyticsProblem.REPORT_TOO_LARGE,
                      "Too many rows would have to be read: ask for a shorter time or fewer"
                          + " filters.");
                }
                throw new RollupException(e);
              }
            });
  }

  /** One reading. */
  private static final class Reading {

    private final Connection connection;
    private final String workspace;
    private final String site;
    private final Breakdown breakdown;
    private final List<Filter> filters;
    private final Optional<SumsWanted> sums;

    Reading(
        Connection connection,
        String workspace,
        String site,
        Breakdown breakdown,
        List<Filter> filters,
        Optional<SumsWanted> sums) {
      this.connection = connection;
      this.workspace = workspace;
      this.site = site;
      this.breakdown = breakdown;
      this.filters = filters;
      this.sums = sums;
    }

    List<Map<String, Tally>> read(List<Span> spans) throws SQLException {
      try (Statement statement = connection.createStatement()) {
        statement.execute("set transaction isolation level repeatable read, read only");
        statement.execute("set local statement_timeout = '30s'");
      }
      var whole = new Span(spans.getFirst().from(), spans.getLast().to());
      Set<Instant> staleHours = Set.of();
      Set<Instant> staleDays = Set.of();
      if (sums.isPresent()) {
        var wide =
            new Span(
                whole.from().truncatedTo(ChronoUnit.DAYS),
                whole.to().truncatedTo(ChronoUnit.DAYS).plus(DAY));
        staleHours = RollupTables.staleHours(connection, workspace, site, wide);
        staleDays = RollupTables.staleDays(connection, workspace, site, wide);
        if (!sums.get().dimension.equals(RollupTables.ALL)) {
          staleDays.addAll(folded(Grain.DAY, wide, DAY));
          staleHours.addAll(folded(Grain.HOUR, wide, HOUR));
        }
      }
      var result = new ArrayList<Map<String, Tally>>();
      Map<Instant, Integer> days = new TreeMap<>();
      Map<Instant, Integer> hours = new TreeMap<>();
      for (int i = 0; i < spans.size(); i++) {
        result.add(new HashMap<>());
        var parts = new Parts(spans.get(i), sums.isPresent(), staleHours, staleDays);
        for (Instant day : parts.days) {
          days.put(day, i);
        }
        for (Instant hour : parts.hours) {
          hours.put(hour, i);
        }
        for (Span rows : parts.rows) {
          readRows(rows, result.get(i));
        }
      }
      if (sums.isPresent()) {
        readDays(sums.get(), days, result);
        readSums(Grain.HOUR, sums.get(), hours, result);
      }
      return result;
    }

    /** Stretches whose sums don't tell all values: the smaller ones, or the rows, still do. */
    private Set<Instant> folded(Grain grain, Span span, Duration length) throws SQLException {
      var stretches = new ArrayList<Instant>();
      for (Instant at = span.from(); at.isBefore(span.to()); at = at.plus(length)) {
        stretches.add(at);
      }
      return RollupTables.folded(
          connection, workspace, site, grain, sums.orElseThrow().dimension, stretches);
    }

    private void readDays(
        SumsWanted sums, Map<Instant, Integer> days, List<Map<String, Tally>> result)
        throws SQLException {
      // Several values of a day may have visitors in common.
      if (sums.summed) {
        readSums(Grain.DAY, sums, days, result);
      } else {
        RollupTables.readDays(
            connection,
            workspace,
            site,
            sums.dimension,
            sums.values,
            days,
            (span, value, counts, visitors) ->
                result
                    .get(span)
                    .computeIfAbsent(value, each -> new Tally())
                    .addDays(counts, visitors));
      }
    }

    private void readSums(
        Grain grain, SumsWanted sums, Map<Instant, Integer> times, List<Map<String, Tally>> result)
        throws SQLException {
      RollupTables.read(
          connection,
          workspace,
          site,
          grain,
          sums.dimension,
          sums.values,
          times.keySet(),
          (startsAt, dimension, value, stored) ->
              result
                  .get(times.get(startsAt))
                  .computeIfAbsent(sums.summed ? "" : value, each -> new Tally())
                  .addPart(startsAt.truncatedTo(ChronoUnit.DAYS), stored));
    }

    private void readRows(Span span, Map<String, Tally> tallies) throws SQLException {
      if (sums.isEmpty()) {
        RowSums.count(
            connection, workspace, site, span, breakdown, filters, new CountedRows(tallies));
      } else {
        RowSums.read(
            connection,
            workspace,
            site,
            span,
            List.of(breakdown),
            filters,
            new Rows(span.from().truncatedTo(ChronoUnit.DAYS), tallies));
      }
    }
  }

  /** Adds rows of a day of which sums may be added too. */
  private record Rows(Instant day, Map<String, Tally> tallies) implements RowSums.Sink {

    @Override
    public void hits(String[] values, long visitor, HitCounts hits) {
      tally(tallies, values[0]).addHits(day, visitor, hits);
    }

    @Override
    public void visits(String[] values, long visits, long bounces, long durationMs) {
      tally(tallies, values[0]).addVisits(visits, bounces, durationMs);
    }
  }

  /** Adds all rows of a day that count. */
  private record CountedRows(Map<String, Tally> tallies) implements RowSums.CountSink {

    @Override
    public void hits(String value, HitCounts hits, long visitors) {
      tally(tallies, value).addHits(hits, visitors);
    }

    @Override
    public void visits(String[] values, long visits, long bounces, long durationMs) {
      tally(tallies, values[0]).addVisits(visits, bounces, durationMs);
    }
  }

  private static Tally tally(Map<String, Tally> tallies, String value) {
    return tallies.computeIfAbsent(value, each -> new Tally());
  }

  /**
   * The sums that say what is asked for.
   *
   * @param summed whether the values are not told apart
   */
  private record SumsWanted(String dimension, Values values, boolean summed) {

    /** Empty if only the rows can say it. */
    static Optional<SumsWanted> of(Breakdown breakdown, List<Filter> filters, boolean hitsOnly) {
      if (filters.isEmpty()) {
        return switch (breakdown) {
          case Breakdown.All() ->
              Optional.of(new SumsWanted(RollupTables.ALL, new Values.All(), false));
          case Breakdown.ByDimension(Dimension dimension) ->
              Optional.of(new SumsWanted(dimension.wire(), new Values.All(), false));
          case Breakdown.ByProperty(String name) -> Optional.empty();
        };
      }
      // A visit counts for a page if it has seen it, but is summed up for the first one only.
      if (breakdown instanceof Breakdown.All
          && filters.size() == 1
          && filters.getFirst() instanceof Filter.ByDimension by
          && (hitsOnly || !by.isOfHits())) {
        return Optional.of(new SumsWanted(by.dimension().wire(), new Values.Of(by), true));
      }
      return Optional.empty();
    }
  }

  /** What a span is made of: whole days and hours that are summed up, and the rest. */
  private static final class Parts {

    private final List<Instant> days = new ArrayList<>();
    private final List<Instant> hours = new ArrayList<>();

    /** None of them goes over midnight. */
    private final List<Span> rows = new ArrayList<>();

    Parts(Span span, boolean summedUp, Set<Instant> staleHours, Set<Instant> staleDays) {
      Instant at = span.from();
      while (at.isBefore(span.to())) {
        Instant day = at.truncatedTo(ChronoUnit.DAYS);
        Instant hour = at.truncatedTo(ChronoUnit.HOURS);
        Instant nextHour = hour.plus(HOUR);
        Instant nextDay = day.plus(DAY);
        if (!summedUp) {
          at = rows(at, earlier(nextDay, span.to()));
        } else if (at.equals(day)
            && !nextDay.isAfter(span.to())
            && !staleDays.contains(day)
            && hoursOf(day).noneMatch(staleHours::contains)) {
          days.add(day);
          at = nextDay;
        } else if (at.equals(hour) && !nextHour.isAfter(span.to()) && !staleHours.contains(hour)) {
          hours.add(hour);
          at = nextHour;
        } else {
          at = rows(at, earlier(nextHour, span.to()));
        }
      }
    }

    private Instant rows(Instant from, Instant to) {
      Span last = rows.isEmpty() ? null : rows.getLast();
      if (last != null
          && last.to().equals(from)
          && !from.equals(from.truncatedTo(ChronoUnit.DAYS))) {
        rows.set(rows.size() - 1, new Span(last.from(), to));
      } else {
        rows.add(new Span(from, to));
      }
      return to;
    }

    private static Stream<Instant> hoursOf(Instant day) {
      return IntStream.range(0, 24).mapToObj(i -> day.plus(i, ChronoUnit.HOURS));
    }

    private static Instant earlier(Instant one, Instant other) {
      return one.isBefore(other) ? one : other;
    }
  }
}
