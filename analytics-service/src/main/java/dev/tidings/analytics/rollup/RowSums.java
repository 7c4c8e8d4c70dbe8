package dev.tidings.analytics.rollup;

import dev.tidings.analytics.distinct.DistinctVisitors;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Sums up the rows of a span: the one definition of what counts how, for the summing up of hours as
 * for what a report reads of the rows itself.
 *
 * <p>Hits count when they happened, visits when they began. Programs don't count.
 */
final class RowSums {

  /** Rows that come in one message from the database. */
  private static final int FETCH = 5_000;

  private static final String OF_ALL =
      "visitor, occurred_at, host, path, country, region, city, browser, browser_version, os,"
          + " os_version, device, screen, language";

  private static final String PAGE_VIEWS =
      "select "
          + OF_ALL
          + ", '' as name, props, 1 as pageviews, 0 as events, 0::bigint as engaged_ms,"
          + " null::int as scroll_depth, null::bigint as revenue_micros,"
          + " null::text as revenue_currency from page_views";

  private static final String VISITOR_EVENTS =
      "select "
          + OF_ALL
          + ", name, props, 0 as pageviews, 1 as events, 0::bigint as engaged_ms,"
          + " null::int as scroll_depth, revenue_micros, revenue_currency from visitor_events";

  /** A page that is read on and on tells its depth again and again: the furthest counts. */
  private static final String ENGAGEMENTS =
      "select "
          + OF_ALL
          + """
          , '', null, 0, 0, engaged_ms,
            case when row_number() over (
                partition by visitor, host, path, date_trunc('hour', occurred_at, 'UTC')
                order by scroll_depth desc nulls last, occurred_at, id) = 1
              then scroll_depth end,
            null, null
          from page_engagements
          """;

  private static final String SPAN =
      " where workspace = ? and site = ? and occurred_at >= ? and occurred_at < ? and bot is null";

  private static final String VISITS =
      """
      (select started_at, ended_at, first_hit, id,
              referrer_host, source, channel, utm_source, utm_medium, utm_campaign, utm_term,
              utm_content, entry_page, exit_page
       from visitor_sessions,
            unnest(string_to_array(coalesce(former_visitors, ''), ' ') || visitor) as id
       where workspace = ? and site = ? and bot is null and ended_at >= ? and started_at < ?) visit
      """;

  private static final String OF_VISIT =
      "visit.id = hit.visitor and hit.occurred_at between visit.started_at and visit.ended_at";

  private static final String REVENUE =
      "least(greatest(sum(hit.revenue_micros), -%1$d), %1$d)".formatted(Counts.MOST_MICROS);

  private static final String BOUNCE =
      "visit.pageviews <= 1 and visit.interactions = 0 and visit.engaged_ms < 10000";

  private static final String DURATION =
      "greatest(extract(epoch from visit.ended_at - visit.started_at) * 1000, visit.engaged_ms)";

  private RowSums() {}

  /** Takes visits. */
  interface VisitSink {

    /** Visits with the same values; those that visits don't have are null. */
    void visits(String[] values, long visits, long bounces, long durationMs);
  }

  /** Takes what was counted, visitor by visitor. */
  interface Sink extends VisitSink {

    /** Hits of one visitor with the same values, in the order of the breakdowns. */
    void hits(String[] values, long visitor, HitCounts hits);
  }

  /** Takes what was counted. */
  interface CountSink extends VisitSink {

    /** Hits with the same value, of so many visitors that were not told before. */
    void hits(String value, HitCounts hits, long visitors);
  }

  /**
   * Sums up.
   *
   * @param connection with a transaction that sees one state of all tables
   */
  static void read(
      Connection connection,
      String workspace,
      String site,
      Span span,
      List<Breakdown> breakdowns,
      List<Filter> filters,
      Sink sink)
      throws SQLException {
    readHits(connection, workspace, site, span, breakdowns, filters, sink);
    readVisits(connection, workspace, site, span, breakdowns, filters, sink);
  }

  private static void readHits(
      Connection connection,
      String workspace,
      String site,
      Span span,
      List<Breakdown> breakdowns,
      List<Filter> filters,
      Sink sink)
      throws SQLException {
    var query = new RowQuery().add("select");
    breakdowns.forEach(breakdown -> column(query, breakdown));
    query.add(
        "hit.visitor, hit.revenue_currency, sum(hit.pageviews), sum(hit.events),"
            + " sum(hit.engaged_ms), sum(hit.scroll_depth), count(hit.scroll_depth), "
            + REVENUE);
    from(
        query,
        workspace,
        site,
        span,
        breakdowns,
        filters,
        filters.stream().anyMatch(RowSums::isOfEventsOnly));
    int width = breakdowns.size();
    query.add("group by " + RowQuery.firstColumns(width + 2));
    try (PreparedStatement select = query.prepare(connection)) {
      select.setFetchSize(FETCH);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          sink.hits(
              values(row, width),
              DistinctVisitors.hash(row.getString(width + 1)),
              new HitCounts(
                  row.getLong(width + 3),
                  row.getLong(width + 4),
                  row.getLong(width + 5),
                  row.getLong(width + 6),
                  row.getLong(width + 7),
                  row.getString(width + 2),
                  row.getLong(width + 8)));
        }
      }
    }
  }

  /**
   * The same of one breakdown, within a UTC day, where nothing else is known of its visitors: then
   * the database can count them.
   */
  static void count(
      Connection connection,
      String workspace,
      String site,
      Span span,
      Breakdown breakdown,
      List<Filter> filters,
      CountSink sink)
      throws SQLException {
    var query =
        new RowQuery()
            .add(
                """
                select value, sum(pageviews), sum(events), sum(engaged_ms), sum(scroll_depth),
                       sum(scrolls), count(*) filter (where pageviews + events > 0)
                from (select
                """);
    column(query, breakdown);
    query.add(
        """
        hit.visitor, sum(hit.pageviews), sum(hit.events), sum(hit.engaged_ms),
        sum(hit.scroll_depth), count(hit.scroll_depth)
        """);
    boolean eventsOnly = filters.stream().anyMatch(RowSums::isOfEventsOnly);
    from(query, workspace, site, span, List.of(breakdown), filters, eventsOnly);
    query.add(
        """
        group by 1, 2) as one
          (value, visitor, pageviews, events, engaged_ms, scroll_depth, scrolls)
        group by value
        """);
    try (PreparedStatement select = query.prepare(connection);
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        sink.hits(
            row.getString(1),
            new HitCounts(
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                null,
                0),
            row.getLong(7));
      }
    }
    countRevenue(connection, workspace, site, span, breakdown, filters, sink);
    readVisits(connection, workspace, site, span, List.of(breakdown), filters, sink);
  }

  private static void countRevenue(
      Connection connection,
      String workspace,
      String site,
      Span span,
      Breakdown breakdown,
      List<Filter> filters,
      CountSink sink)
      throws SQLException {
    var query = new RowQuery().add("select");
    column(query, breakdown);
    query.add("hit.revenue_currency, " + REVENUE);
    from(query, workspace, site, span, List.of(breakdown), filters, true);
    query.add("and hit.revenue_currency is not null group by 1, 2");
    try (PreparedStatement select = query.prepare(connection);
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        sink.hits(
            row.getString(1), new HitCounts(0, 0, 0, 0, 0, row.getString(2), row.getLong(3)), 0);
      }
    }
  }

  /** The value of a hit, and a comma. */
  private static void column(RowQuery query, Breakdown breakdown) {
    switch (breakdown) {
      case Breakdown.All() -> query.add("'',");
      case Breakdown.ByDimension(Dimension dimension) ->
          query.add("coalesce(" + RowQuery.column(dimension, "hit") + ", ''),");
      case Breakdown.ByProperty(String name) -> query.add("hit.props ->> ?,", name);
    }
  }

  /** The hits, with their visits if they are needed, and which of them count. */
  private static void from(
      RowQuery query,
      String workspace,
      String site,
      Span span,
      List<Breakdown> breakdowns,
      List<Filter> filters,
      boolean eventsOnly) {
    OffsetDateTime from = span.from().atOffset(ZoneOffset.UTC);
    OffsetDateTime to = span.to().atOffset(ZoneOffset.UTC);
    query.add("from (");
    if (eventsOnly) {
      events(query, workspace, site, from, to);
    } else {
      hits(query, workspace, site, from, to);
    }
    query.add(") hit");
    if (filters.stream().anyMatch(Filter::isOfVisits)
        || breakdowns.stream().anyMatch(RowSums::isOfVisits)) {
      query.add("join " + VISITS + " on " + OF_VISIT, workspace, site, from, to);
    }
    query.add("where true").where(filters);
    for (Breakdown breakdown : breakdowns) {
      if (breakdown instanceof Breakdown.ByProperty(String name)) {
        query.add("and hit.props ->> ? is not null", name);
      }
    }
  }

  private static void readVisits(
      Connection connection,
      String workspace,
      String site,
      Span span,
      List<Breakdown> breakdowns,
      List<Filter> filters,
      VisitSink sink)
      throws SQLException {
    OffsetDateTime from = span.from().atOffset(ZoneOffset.UTC);
    OffsetDateTime to = span.to().atOffset(ZoneOffset.UTC);
    List<String> columns = new ArrayList<>();
    for (Breakdown breakdown : breakdowns) {
      columns.add(
          switch (breakdown) {
            case Breakdown.All() -> "''";
            case Breakdown.ByDimension(Dimension dimension) when dimension.visitColumn() != null ->
                "coalesce(visit." + dimension.visitColumn() + ", '')";
            case Breakdown.ByDimension(Dimension dimension) -> "null::text";
            case Breakdown.ByProperty(String name) -> "null::text";
          });
    }
    if (columns.stream().allMatch("null::text"::equals)) {
      return;
    }
    List<Filter> ofHits = filters.stream().filter(Filter::isOfHits).toList();
    List<Filter> ofVisits = filters.stream().filter(filter -> !filter.isOfHits()).toList();
    var query =
        new RowQuery()
            .add("select " + columns.stream().collect(Collectors.joining(", ")) + ",")
            .add("count(*), count(*) filter (where " + BOUNCE + "), sum(" + DURATION + ")::bigint")
            .add(
                """
                from visitor_sessions visit
                where workspace = ? and site = ? and bot is null
                  and started_at >= ? and started_at < ? and ended_at >= ?
                """,
                workspace,
                site,
                from,
                to,
                from)
            .whereVisit(ofVisits);
    if (!ofHits.isEmpty()) {
      // A visit's hits may come after the span.
      query.add(
          "and visit.first_hit in (select visit.first_hit from " + VISITS,
          workspace,
          site,
          from,
          to);
      query.add("join (");
      hits(query, workspace, site, from, lastHit(connection, workspace, site, from, to));
      query.add(") hit on " + OF_VISIT + " where true").where(ofHits).add(")");
    }
    query.add("group by " + RowQuery.firstColumns(columns.size()));
    try (PreparedStatement select = query.prepare(connection);
        ResultSet row = select.executeQuery()) {
      int width = columns.size();
      while (row.next()) {
        sink.visits(
            values(row, width),
            row.getLong(width + 1),
            row.getLong(width + 2),
            row.getLong(width + 3));
      }
    }
  }

  /** Just after the last hit of the visits that begin in the time. */
  private static OffsetDateTime lastHit(
      Connection connection, String workspace, String site, OffsetDateTime from, OffsetDateTime to)
      throws SQLException {
    var query =
        new RowQuery()
            .add(
                """
                select max(ended_at) from visitor_sessions
                where workspace = ? and site = ? and started_at >= ? and started_at < ?
                  and ended_at >= ?
                """,
                workspace,
                site,
                from,
                to,
                from);
    try (PreparedStatement select = query.prepare(connection);
        ResultSet row = select.executeQuery()) {
      row.next();
      OffsetDateTime last = row.getObject(1, OffsetDateTime.class);
      return last == null ? to : last.plus(1, ChronoUnit.MILLIS);
    }
  }

  private static void hits(
      RowQuery query, String workspace, String site, OffsetDateTime from, OffsetDateTime to) {
    query.add(PAGE_VIEWS + SPAN + " union all", workspace, site, from, to);
    events(query, workspace, site, from, to);
    query.add("union all " + ENGAGEMENTS + SPAN, workspace, site, from, to);
  }

  private static void events(
      RowQuery query, String workspace, String site, OffsetDateTime from, OffsetDateTime to) {
    query.add(VISITOR_EVENTS + SPAN, workspace, site, from, to);
  }

  /** Whether no page view and no engagement gets through: they have no name. */
  private static boolean isOfEventsOnly(Filter filter) {
    return filter instanceof Filter.ByDimension by
        && by.dimension() == Dimension.EVENT
        && switch (by.comparison()) {
          case IS, CONTAINS -> by.values().stream().noneMatch(String::isEmpty);
          case LIKE -> by.values().stream().noneMatch(value -> value.replace("*", "").isEmpty());
          case IS_NOT -> by.values().contains("");
        };
  }

  private static boolean isOfVisits(Breakdown breakdown) {
    return breakdown instanceof Breakdown.ByDimension(Dimension dimension)
        && dimension.scope() == Dimension.Scope.VISIT;
  }

  private static String[] values(ResultSet row, int width) throws SQLException {
    var values = new String[width];
    for (int i = 0; i < width; i++) {
      values[i] = row.getString(i + 1);
    }
    return values;
  }
}
