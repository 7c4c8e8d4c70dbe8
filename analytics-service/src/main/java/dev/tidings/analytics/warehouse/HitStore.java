package dev.tidings.analytics.warehouse;

import dev.tidings.analytics.hit.Engagement;
import dev.tidings.analytics.hit.Hit;
import dev.tidings.analytics.hit.HitRecord;
import dev.tidings.analytics.hit.PageView;
import dev.tidings.analytics.ledger.Ledger;
import dev.tidings.analytics.ledger.LedgerEntry;
import dev.tidings.analytics.live.Counted;
import dev.tidings.analytics.live.LiveCounters;
import dev.tidings.analytics.rollup.StaleHours;
import dev.tidings.analytics.session.CrossesMidnightException;
import dev.tidings.analytics.session.SessionStore;
import dev.tidings.analytics.session.SiteTime;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Stores what a poll brought and counts it, in one transaction with how far the topic is read: what
 * is delivered again is known by its place, and what is written to the topic twice by its id.
 */
@Singleton
public final class HitStore {

  /** The rows that are looked for are few, and have an index, whatever the statistics say. */
  private static final String BY_INDEX =
      "set local enable_hashjoin = off; set local enable_mergejoin = off;"
          + " set local enable_seqscan = off";

  private static final String STORED =
      """
      select hit.id::text
      from unnest(?::text[], ?::text[], ?::timestamptz[], ?::uuid[])
        as hit (workspace, site, occurred_at, id)
      where exists (select from %s stored
        where (stored.workspace, stored.site, stored.occurred_at, stored.id)
            = (hit.workspace, hit.site, hit.occurred_at, hit.id))
      """;

  private static final List<String> TABLES =
      List.of("page_views", "visitor_events", "page_engagements");

  private final AgroalDataSource dataSource;
  private final Offsets offsets;
  private final DayPartitions partitions;
  private final SessionStore sessions;
  private final LiveCounters counters;
  private final StaleHours staleHours;
  private final Ledger ledger;

  HitStore(
      AgroalDataSource dataSource,
      Offsets offsets,
      DayPartitions partitions,
      SessionStore sessions,
      LiveCounters counters,
      StaleHours staleHours,
      Ledger ledger) {
    this.dataSource = dataSource;
    this.offsets = offsets;
    this.partitions = partitions;
    this.sessions = sessions;
    this.counters = counters;
    this.staleHours = staleHours;
    this.ledger = ledger;
  }

  /**
   * Stores records, in a transaction of its own.
   *
   * @param topicId of the topic that they are from
   * @param deliveries in the order of their offsets within each partition
   * @return how many hits are new
   * @throws HitStoreException if none of them is stored
   */
  int store(String topicId, List<Delivery> deliveries) {
    List<Hit> hits =
        deliveries.stream()
            .map(Delivery::content)
            .filter(Hit.class::isInstance)
            .map(Hit.class::cast)
            .toList();
    partitions.ensure(
        hits.stream()
            .map(hit -> LocalDate.ofInstant(hit.occurredAt(), ZoneOffset.UTC))
            .distinct()
            .toList());
    boolean alone = sessions.mayCrossMidnight(hits);
    boolean mayBeStored = false;
    while (true) {
      try {
        return store(topicId, deliveries, alone, mayBeStored);
      } catch (CrossesMidnightException e) {
        alone = true;
      } catch (HitStoreException e) {
        if (mayBeStored || !HitStoreException.isOfADouble(e)) {
          throw e;
        }
        mayBeStored = true;
      }
    }
  }

  private int store(String topicId, List<Delivery> deliveries, boolean alone, boolean mayBeStored) {
    return QuarkusTransaction.requiringNew()
        .timeout(600)
        .call(() -> inTransaction(topicId, deliveries, alone, mayBeStored));
  }

  private int inTransaction(
      String topicId, List<Delivery> deliveries, boolean alone, boolean mayBeStored) {
    try (Connection connection = dataSource.getConnection()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(BY_INDEX);
      }
      List<HitRecord> fresh = advance(connection, topicId, deliveries);
      List<Hit> hits = different(fresh);
      if (mayBeStored) {
        Set<String> stored = stored(connection, hits);
        hits.removeIf(hit -> stored.contains(hit.id()));
      }
      HitRows.write(connection, hits);
      List<SiteTime> touched = new ArrayList<>(sessions.add(connection, hits, alone));
      List<Hit> people = hits.stream().filter(hit -> hit.bot() == null).toList();
      people.forEach(
          hit -> touched.add(new SiteTime(hit.workspace(), hit.site(), hit.occurredAt())));
      staleHours.add(connection, touched);
      counters.add(connection, people.stream().flatMap(HitStore::counted).toList());
      ledger.add(connection, ledgerEntries(fresh, hits));
      return hits.size();
    } catch (SQLException e) {
      throw new HitStoreException(e);
    }
  }

  /** Time that is spent on a page is nothing that happens in a bucket. */
  private static Stream<Counted> counted(Hit hit) {
    return hit.action() instanceof Engagement
        ? Stream.of()
        : Stream.of(
            new Counted(
                hit.workspace(),
                hit.site(),
                hit.visitor(),
                hit.occurredAt(),
                hit.action() instanceof PageView));
  }

  /** The records that come after what is stored; after them it goes on. */
  private List<HitRecord> advance(Connection connection, String topicId, List<Delivery> deliveries)
      throws SQLException {
    Map<Integer, Long> next = new TreeMap<>();
    deliveries.forEach(each -> next.put(each.record().partition(), 0L));
    Map<Integer, Long> stored = offsets.lock(connection, topicId, List.copyOf(next.keySet()));
    next.putAll(stored);
    var fresh = new ArrayList<HitRecord>(deliveries.size());
    for (Delivery each : deliveries) {
      int partition = each.record().partition();
      if (each.record().offset() >= next.get(partition)) {
        next.put(partition, each.record().offset() + 1);
        if (each.content() != null) {
          fresh.add(each.content());
        }
      }
    }
    offsets.advance(connection, topicId, next);
    return fresh;
  }

  private static List<Hit> different(List<HitRecord> records) {
    var ids = new HashSet<String>();
    var hits = new ArrayList<Hit>(records.size());
    for (HitRecord entry : records) {
      if (entry instanceof Hit hit && ids.add(hit.id())) {
        hits.add(hit);
      }
    }
    return hits;
  }

  private static Set<String> stored(Connection connection, List<Hit> hits) throws SQLException {
    var stored = new HashSet<String>();
    for (String table : TABLES) {
      try (PreparedStatement select = connection.prepareStatement(STORED.formatted(table))) {
        select.setArray(
            1, connection.createArrayOf("text", hits.stream().map(Hit::workspace).toArray()));
        select.setArray(
            2, connection.createArrayOf("text", hits.stream().map(Hit::site).toArray()));
        select.setArray(
            3,
            connection.createArrayOf(
                "text", hits.stream().map(hit -> hit.occurredAt().toString()).toArray()));
        select.setArray(4, connection.createArrayOf("text", hits.stream().map(Hit::id).toArray()));
        try (ResultSet row = select.executeQuery()) {
          while (row.next()) {
            stored.add(row.getString(1));
          }
        }
      }
    }
    return stored;
  }

  private static Collection<LedgerEntry> ledgerEntries(List<HitRecord> records, List<Hit> hits) {
    var entries = new ArrayList<LedgerEntry>();
    for (HitRecord entry : records) {
      if (!(entry instanceof Hit)) {
        entries.addAll(entry.ledgerEntries());
      }
    }
    hits.forEach(hit -> entries.addAll(hit.ledgerEntries()));
    return entries;
  }
}
