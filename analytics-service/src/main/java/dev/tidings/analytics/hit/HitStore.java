package dev.tidings.analytics.hit;

import dev.tidings.analytics.ledger.Ledger;
import dev.tidings.analytics.ledger.LedgerEntry;
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
import java.util.Optional;
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

  private static final String OTHERS =
      """
      insert into inbox (consumer, event_id)
      select distinct 'hits', event_id from unnest(?::text[]) as event_id order by 2
      on conflict do nothing
      returning event_id
      """;

  private final AgroalDataSource dataSource;
  private final LiveCounters counters;
  private final Ledger ledger;

  HitStore(AgroalDataSource dataSource, LiveCounters counters, Ledger ledger) {
    this.dataSource = dataSource;
    this.counters = counters;
    this.ledger = ledger;
  }

  /**
   * Stores records, in a transaction of its own.
   *
   * @return how many of them are new
   * @throws HitStoreException if none of them is stored
   */
  public int store(List<? extends HitRecord> records) {
    // In one order, so that two writers with the same hits wait for each other in turn.
    List<? extends HitRecord> ordered =
        records.stream().sorted(Comparator.comparing(HitRecord::id)).toList();
    return QuarkusTransaction.requiringNew().call(() -> inTransaction(ordered));
  }

  private int inTransaction(List<? extends HitRecord> records) {
    try (Connection connection = dataSource.getConnection()) {
      Set<String> stored = new HashSet<>();
      stored.addAll(insertPageViews(connection, of(PageView.class, records)));
      stored.addAll(insertVisitorEvents(connection, of(VisitorEvent.class, records)));
      stored.addAll(insertOthers(connection, records));
      // An id that stands twice in a batch is stored, and so counted, the first time.
      Set<String> uncounted = new HashSet<>(stored);
      var counted = new ArrayList<Counted>();
      var entries = new ArrayList<LedgerEntry>();
      for (HitRecord entry : records) {
        if (uncounted.remove(entry.id())) {
          counted(entry).ifPresent(counted::add);
          entries.addAll(entry.ledgerEntries());
        }
      }
      counters.add(connection, counted);
      ledger.add(connection, entries);
      return stored.size();
    } catch (SQLException e) {
      throw new HitStoreException(e);
    }
  }

  private static List<Hit> of(Class<? extends Action> type, List<? extends HitRecord> records) {
    return records.stream()
        .filter(Hit.class::isInstance)
        .map(Hit.class::cast)
        .filter(hit -> type.isInstance(hit.action()))
        .toList();
  }

  private static Set<String> insertPageViews(Connection connection, List<Hit> views)
      throws SQLException {
    return insert(
        connection,
        PAGE_VIEWS,
        views,
        hit -> ((PageView) hit.action()).title(),
        hit -> hit.source().referrer());
  }

  private static Set<String> insertVisitorEvents(Connection connection, List<Hit> events)
      throws SQLException {
    return insert(
        connection,
        VISITOR_EVENTS,
        events,
        hit -> ((VisitorEvent) hit.action()).name(),
        hit -> ((VisitorEvent) hit.action()).props());
  }

  /** Remembers the records that have no row of their own, so that they count once too. */
  private static Set<String> insertOthers(Connection connection, List<? extends HitRecord> records)
      throws SQLException {
    Object[] ids =
        records.stream()
            .filter(entry -> !(entry instanceof Hit hit) || hit.action() instanceof Engagement)
            .map(HitRecord::id)
            .toArray();
    return ids.length == 0 ? Set.of() : ids(connection, OTHERS, List.<Object[]>of(ids));
  }

  /** Inserts hits of one type with the two columns that are the type's own. */
  private static Set<String> insert(
      Connection connection,
      String sql,
      Collection<Hit> hits,
      Function<Hit, String> first,
      Function<Hit, String> second)
      throws SQLException {
    if (hits.isEmpty()) {
      return Set.of();
    }
    var columns =
        List.<Function<Hit, String>>of(
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
    return ids(
        connection,
        sql,
        columns.stream().map(column -> hits.stream().map(column).toArray()).toList());
  }

  private static Set<String> ids(Connection connection, String sql, List<Object[]> columns)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      for (int i = 0; i < columns.size(); i++) {
        insert.setArray(i + 1, connection.createArrayOf("text", columns.get(i)));
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

  private static Optional<Counted> counted(HitRecord entry) {
    return entry instanceof Hit hit && hit.bot() == null && !(hit.action() instanceof Engagement)
        ? Optional.of(
            new Counted(
                hit.workspace(),
                hit.site(),
                hit.visitor(),
                hit.receivedAt(),
                hit.action() instanceof PageView))
        : Optional.empty();
  }
}
