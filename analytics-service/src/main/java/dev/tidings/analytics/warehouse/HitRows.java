package dev.tidings.analytics.warehouse;

import dev.tidings.analytics.copy.CopyRows;
import dev.tidings.analytics.hit.Client;
import dev.tidings.analytics.hit.Engagement;
import dev.tidings.analytics.hit.Hit;
import dev.tidings.analytics.hit.PageView;
import dev.tidings.analytics.hit.Place;
import dev.tidings.analytics.hit.Revenue;
import dev.tidings.analytics.hit.VisitorEvent;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Hits as rows of the three tables. */
final class HitRows {

  private static final String OF_ALL =
      "workspace, site, occurred_at, id, received_at, visitor, user_id, bot, host, path, country,"
          + " region, city, browser, browser_version, os, os_version, device, screen, language";

  /** Amounts are kept as whole numbers of a millionth. */
  private static final int MICRO_DIGITS = 6;

  private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

  private final CopyRows views;
  private final CopyRows events;
  private final CopyRows engagements;

  /** Most hits are page views. */
  private HitRows(int hits) {
    views = new CopyRows("page_views", OF_ALL + ", url, referrer, title, props", hits);
    events =
        new CopyRows(
            "visitor_events",
            OF_ALL + ", url, name, props, interactive, revenue_micros, revenue_currency",
            hits / 8);
    engagements = new CopyRows("page_engagements", OF_ALL + ", engaged_ms, scroll_depth", hits / 8);
  }

  /** Stores the hits, in the present transaction. */
  static void write(Connection connection, List<Hit> hits) throws SQLException {
    var rows = new HitRows(hits.size());
    hits.forEach(rows::add);
    rows.views.write(connection);
    rows.events.write(connection);
    rows.engagements.write(connection);
  }

  private void add(Hit hit) {
    switch (hit.action()) {
      case PageView view ->
          begin(views, hit)
              .text(hit.url().text())
              .text(hit.source().referrer())
              .text(view.title())
              .json(view.props());
      case VisitorEvent event -> {
        Revenue revenue = event.revenue();
        begin(events, hit)
            .text(hit.url().text())
            .text(event.name())
            .json(event.props())
            .bool(event.interactive())
            .number(revenue == null ? null : micros(revenue.amount()))
            .text(revenue == null ? null : revenue.currency());
      }
      case Engagement engagement ->
          begin(engagements, hit).number(engagement.engagedMs()).integer(engagement.scrollDepth());
    }
  }

  private static CopyRows begin(CopyRows rows, Hit hit) {
    Place place = hit.place();
    Client client = hit.client();
    return rows.row()
        .text(hit.workspace())
        .text(hit.site())
        .time(hit.occurredAt())
        .uuid(hit.id())
        .time(hit.receivedAt())
        .text(hit.visitor())
        .text(hit.userId())
        .text(bot(hit))
        .text(hit.url().host())
        .text(hit.url().path())
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

  private static String bot(Hit hit) {
    return hit.bot() == null ? null : hit.bot().reason().wire();
  }

  /** The largest number that there is stands for larger ones. */
  private static long micros(BigDecimal amount) {
    BigDecimal micros = amount.movePointRight(MICRO_DIGITS).setScale(0, RoundingMode.HALF_UP);
    return micros.min(MOST).max(MOST.negate()).longValue();
  }
}
