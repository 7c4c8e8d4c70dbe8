package dev.tidings.analytics.session;

import dev.tidings.analytics.copy.CopyRows;
import dev.tidings.analytics.hit.Channel;
import dev.tidings.analytics.hit.Client;
import dev.tidings.analytics.hit.Device;
import dev.tidings.analytics.hit.Hit;
import dev.tidings.analytics.hit.Place;
import dev.tidings.analytics.hit.Screen;
import dev.tidings.analytics.hit.Source;
import dev.tidings.analytics.session.Session.Moment;
import dev.tidings.analytics.session.Session.PageSeen;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Keeps the visits true, in the transaction of their hits: the visits that new hits belong to are
 * taken out and come back with them.
 *
 * <p>A visitor's hits are all in one partition of the topic, and so in one transaction at a time.
 * The exception is a visit over midnight, where the same person has two ids: whoever may touch one
 * of these holds a lock that all replicas share.
 */
@Singleton
public final class SessionStore {

  private static final String COLUMNS =
      "workspace, site, visitor, former_visitors, user_id, bot, started_at, first_hit, ended_at,"
          + " last_hit, pageviews, events, interactions, engaged_ms, entered_at, entry_hit,"
          + " entry_host, entry_page, left_at, exit_hit, exit_page, referrer, referrer_host, source,"
          + " channel, utm_source, utm_medium, utm_campaign, utm_term, utm_content, country, region,"
          + " city, browser, browser_version, os, os_version, device, screen, language";

  private static final String LOCK =
      "select pg_advisory_xact_lock(hashtext('tidings.analytics.session'),"
          + " hashtext(current_schema()))";

  /**
   * The visitor leads to the visits, and nothing else may: these comparisons of site and times have
   * no index. Of a new day's table there are no statistics, and by the time of visits PostgreSQL
   * would read all of the site for each visitor.
   */
  private static final String TAKE =
      """
      delete from visitor_sessions session
      using unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[])
        as near (workspace, site, visitor, since, until)
      where session.visitor = near.visitor
        and session.workspace is not distinct from near.workspace
        and session.site is not distinct from near.site
        and extract(epoch from session.ended_at) * 1000 >= near.since
        and extract(epoch from session.started_at) * 1000 <= near.until
        and session.ended_at >= ?
      returning session.*
      """;

  private static final String TAKE_BY_FORMER =
      """
      delete from visitor_sessions session
      using unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[])
        as near (workspace, site, visitor, since, until)
      where session.former_visitors is not null
        and session.workspace is not distinct from near.workspace
        and session.site is not distinct from near.site
        and string_to_array(session.former_visitors, ' ') @> array[near.visitor]
        and extract(epoch from session.ended_at) * 1000 >= near.since
        and extract(epoch from session.started_at) * 1000 <= near.until
        and session.ended_at >= ?
      returning session.*
      """;

  /** How far the replicas' clocks may be apart. */
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

  private final Clock clock;

  SessionStore(Clock clock) {
    this.clock = clock;
  }

  /**
   * Adds hits that have not been added before.
   *
   * @param connection of the transaction that stores the hits
   * @param alone whether the transaction is the only one that touches visits over midnight; ask for
   *     it by {@link #mayCrossMidnight}
   * @param touched gets the hours of visits that are not as they were: their hits count for what
   *     the visit is
   * @throws CrossesMidnightException if it has to be the only one, and is not
   */
  public void add(Connection connection, List<Hit> hits, boolean alone, SiteHours touched)
      throws SQLException {
    if (hits.isEmpty()) {
      return;
    }
    if (alone) {
      try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
        lock.execute();
      }
    }
    var fresh = new Visits();
    for (Hit hit : hits) {
      fresh.add(Session.of(hit));
    }
    List<Session> parts = fresh.all();
    List<Session> before = take(connection, TAKE, parts);
    if (alone) {
      before.addAll(take(connection, TAKE_BY_FORMER, parts));
    } else if (before.stream().anyMatch(session -> !session.formerVisitors().isEmpty())) {
      throw new CrossesMidnightException();
    }
    List<Session> after = parts;
    if (!before.isEmpty()) {
      var visits = new Visits();
      parts.forEach(visits::add);
      before.forEach(visits::add);
      after = visits.all();
    }
    put(connection, after);
    touch(touched, before);
    touch(touched, after);
  }

  /**
   * Whether hits may belong to visits over midnight: those near it, and those of a day that is
   * over, whose visits may have gone on under another id.
   */
  public boolean mayCrossMidnight(Collection<Hit> hits) {
    Instant today = clock.instant().plus(CLOCK_SKEW).truncatedTo(ChronoUnit.DAYS);
    return hits.stream()
        .anyMatch(hit -> hit.previousVisitor() != null || hit.occurredAt().isBefore(today));
  }

  private static void touch(SiteHours touched, List<Session> sessions) {
    for (Session each : sessions) {
      if (each.bot() == null) {
        touched.add(each.workspace(), each.site(), each.first().at(), each.last().at());
      }
    }
  }

  private static List<Session> take(Connection connection, String sql, List<Session> parts)
      throws SQLException {
    var workspaces = new ArrayList<String>(parts.size());
    var sites = new ArrayList<String>(parts.size());
    var visitors = new ArrayList<String>(parts.size());
    var since = new ArrayList<Long>(parts.size());
    var until = new ArrayList<Long>(parts.size());
    Instant oldest = Instant.MAX;
    for (Session part : parts) {
      Instant from = part.first().at().minus(Session.IDLE);
      oldest = from.isBefore(oldest) ? from : oldest;
      Long begin = from.toEpochMilli();
      Long end = part.last().at().plus(Session.IDLE).toEpochMilli();
      visitors.add(part.visitor());
      visitors.addAll(part.formerVisitors());
      while (workspaces.size() < visitors.size()) {
        workspaces.add(part.workspace());
        sites.add(part.site());
        since.add(begin);
        until.add(end);
      }
    }
    try (PreparedStatement take = connection.prepareStatement(sql)) {
      take.setArray(1, texts(connection, workspaces));
      take.setArray(2, texts(connection, sites));
      take.setArray(3, texts(connection, visitors));
      take.setArray(4, numbers(connection, since));
      take.setArray(5, numbers(connection, until));
      take.setObject(6, oldest.atOffset(ZoneOffset.UTC));
      var taken = new ArrayList<Session>();
      try (ResultSet row = take.executeQuery()) {
        while (row.next()) {
          taken.add(read(row));
        }
      }
      return taken;
    }
  }

  private static Array texts(Connection connection, List<String> values) throws SQLException {
    return connection.createArrayOf("text", values.toArray(String[]::new));
  }

  private static Array numbers(Connection connection, List<Long> values) throws SQLException {
    return connection.createArrayOf("int8", values.toArray(Long[]::new));
  }

  private static void put(Connection connection, List<Session> sessions) throws SQLException {
    var rows = new CopyRows("visitor_sessions", COLUMNS, sessions.size());
    for (Session session : sessions) {
      PageSeen entry = session.entry();
      PageSeen exit = session.exit();
      Source source = session.source();
      Place place = session.place();
      Client client = session.client();
      rows.row()
          .text(session.workspace())
          .text(session.site())
          .text(session.visitor())
          .text(former(session))
          .text(session.userId())
          .text(session.bot())
          .time(session.first().at())
          .uuid(session.first().hit())
          .time(session.last().at())
          .uuid(session.last().hit())
          .number(session.pageviews())
          .number(session.events())
          .number(session.interactions())
          .number(session.engagedMs())
          .time(entry == null ? null : entry.moment().at())
          .uuid(entry == null ? null : entry.moment().hit())
          .text(entry == null ? null : entry.host())
          .text(entry == null ? null : entry.path())
          .time(exit == null ? null : exit.moment().at())
          .uuid(exit == null ? null : exit.moment().hit())
          .text(exit == null ? null : exit.path())
          .text(source.referrer())
          .text(source.host())
          .text(source.name())
          .text(source.channel().wire())
          .text(source.utmSource())
          .text(source.utmMedium())
          .text(source.utmCampaign())
          .text(source.utmTerm())
          .text(source.utmContent())
          .text(place.country())
          .text(place.region())
          .text(place.city())
          .text(client.browser())
          .text(client.browserVersion())
          .text(client.os())
          .text(client.osVersion())
          .text(client.device() == null ? null : client.device().wire())
          .text(client.screen() == null ? null : client.screen().wire())
          .text(client.language());
    }
    rows.write(connection);
  }

  private static String former(Session session) {
    return session.formerVisitors().isEmpty()
        ? null
        : String.join(" ", new TreeSet<>(session.formerVisitors()));
  }

  private static Session read(ResultSet row) throws SQLException {
    String former = row.getString("former_visitors");
    Moment entered = moment(row, "entered_at", "entry_hit");
    Moment left = moment(row, "left_at", "exit_hit");
    String host = row.getString("entry_host");
    return new Session(
        row.getString("workspace"),
        row.getString("site"),
        row.getString("visitor"),
        former == null ? Set.of() : Set.of(former.split(" ")),
        row.getString("user_id"),
        row.getString("bot"),
        moment(row, "started_at", "first_hit"),
        moment(row, "ended_at", "last_hit"),
        row.getLong("pageviews"),
        row.getLong("events"),
        row.getLong("interactions"),
        row.getLong("engaged_ms"),
        entered == null ? null : new PageSeen(entered, host, row.getString("entry_page")),
        left == null ? null : new PageSeen(left, null, row.getString("exit_page")),
        new Source(
            row.getString("referrer"),
            row.getString("referrer_host"),
            row.getString("source"),
            Channel.of(row.getString("channel")),
            row.getString("utm_source"),
            row.getString("utm_medium"),
            row.getString("utm_campaign"),
            row.getString("utm_term"),
            row.getString("utm_content")),
        new Place(row.getString("country"), row.getString("region"), row.getString("city"), null),
        new Client(
            row.getString("browser"),
            row.getString("browser_version"),
            row.getString("os"),
            row.getString("os_version"),
            device(row.getString("device")),
            screen(row.getString("screen")),
            row.getString("language")));
  }

  private static Device device(String wire) {
    return wire == null ? null : Device.of(wire);
  }

  private static Screen screen(String wire) {
    return wire == null ? null : Screen.of(wire);
  }

  private static Moment moment(ResultSet row, String time, String hit) throws SQLException {
    OffsetDateTime at = row.getObject(time, OffsetDateTime.class);
    return at == null ? null : new Moment(at.toInstant(), row.getObject(hit, UUID.class));
  }
}
