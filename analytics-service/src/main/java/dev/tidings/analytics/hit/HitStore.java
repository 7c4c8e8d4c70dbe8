package dev.tidings.analytics.hit;

import dev.tidings.analytics.live.Counted;
import dev.tidings.analytics.live.LiveCounters;
import dev.tidings.platform.event.Timestamps;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Writes hits and counts them, in one transaction: a hit whose row exists is not counted again, and
 * a row that is rolled back was not counted either.
 */
@Singleton
public final class HitStore {

  private static final String PAGE_VIEWS =
      """
      insert into page_views
        (id, received_at, workspace, site, visitor, url, host, path, title, referrer)
      select * from unnest(?::uuid[], ?::timestamptz[], ?::text[], ?::text[], ?::text[],
                           ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
      on conflict do nothing
      returning id
      """;

  private static final String VISITOR_EVENTS =
      """
      insert into visitor_events
        (id, received_at, workspace, site, visitor, url, host, path, name, props)
      select id, received_at, workspace, site, visitor, url, host, path, name, props::jsonb
      from unnest(?::uuid[], ?::timestamptz[], ?::text[], ?::text[], ?::text[],
                  ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
        as hit (id, received_at, workspace, site, visitor, url, host, path, name, props)
      on conflict do nothing
      returning id
      """;

  private final AgroalDataSource dataSource;
  private final LiveCounters counters;

  HitStore(AgroalDataSource dataSource, LiveCounters counters) {
    this.dataSource = dataSource;
    this.counters = counters;
  }

  /**
   * Stores hits, in a transaction of its own.
   *
   * @return how many of them are new
   * @throws HitStoreException if none of them is stored
   */
  public int store(List<Hit> hits) {
    // In one order, so that two writers with the same hits wait for each other in turn.
    List<Hit> ordered = hits.stream().sorted(Comparator.comparing(Hit::id)).toList();
    return QuarkusTransaction.requiringNew().call(() -> inTransaction(ordered));
  }

  private int inTransaction(List<Hit> hits) {
    try (Connection connection = dataSource.getConnection()) {
      Set<String> stored = new HashSet<>();
      stored.addAll(insertPageViews(connection, of(PageView.class, hits)));
      stored.addAll(insertVisitorEvents(connection, of(VisitorEvent.class, hits)));
      // An id that stands twice in a batch is stored, and so counted, the first time.
      Set<String> uncounted = new HashSet<>(stored);
      var counted = new ArrayList<Counted>();
      for (Hit hit : hits) {
        if (uncounted.remove(hit.id())) {
          counted.add(counted(hit));
        }
      }
      counters.add(connection, counted);
      return stored.size();
    } catch (SQLException e) {
      throw new HitStoreException(e);
    }
  }

  private static <T extends Hit> List<T> of(Class<T> type, List<Hit> hits) {
    return hits.stream().filter(type::isInstance).map(type::cast).toList();
  }

  private static Set<String> insertPageViews(Connection connection, List<PageView> views)
      throws SQLException {
    return insert(connection, PAGE_VIEWS, views, PageView::title, PageView::referrer);
  }

  private static Set<String> insertVisitorEvents(Connection connection, List<VisitorEvent> events)
      throws SQLException {
    return insert(connection, VISITOR_EVENTS, events, VisitorEvent::name, VisitorEvent::props);
  }

  /** Inserts hits of one type with the two columns that are the type's own. */
  private static <T extends Hit> Set<String> insert(
      Connection connection,
      String sql,
      Collection<T> hits,
      Function<T, String> first,
      Function<T, String> second)
      throws SQLException {
    if (hits.isEmpty()) {
      return Set.of();
    }
    var columns =
        List.<Function<T, String>>of(
            Hit::id,
            hit -> Timestamps.format(hit.receivedAt()),
            Hit::workspace,
            Hit::site,
            Hit::visitor,
            hit -> hit.url().text(),
            hit -> hit.url().host(),
            hit -> hit.url().path(),
            first,
            second);
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      for (int i = 0; i < columns.size(); i++) {
        insert.setArray(
            i + 1, connection.createArrayOf("text", hits.stream().map(columns.get(i)).toArray()));
      }
      var ids = new HashSet<String>();
      try (var inserted = insert.executeQuery()) {
        while (inserted.next()) {
          ids.add(inserted.getString(1));
        }
      }
      return ids;
    }
  }

  private static Counted counted(Hit hit) {
    return new Counted(
        hit.workspace(), hit.site(), hit.visitor(), hit.receivedAt(), hit instanceof PageView);
  }
}
