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
import dev.tidings.analytics.session.SiteHours;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Stores what a poll brought and counts it, in one transaction with how far the topic is read: what
 * is delivered again is known by its place, and what is written to the topic twice by its id.
 */
@Singleton
public final class HitStore {

  /**
   * The rows that are looked for are few, and have an index, whatever the statistics say. And there
   * is no need to wait until the transaction is on the disk: how far the topic is read is a part of
   * it, so what a crash of the database takes back is read again.
   */
  private static final String SETTINGS =
      "set local enable_hashjoin = off; set local enable_mergejoin = off;"
          + " set local enable_seqscan = off; set local synchronous_commit = off";

  private static final String STORED =
      """
      select hit.id::text
      from unnest(?::text[], ?::text[], ?::timestamptz[], ?::uuid[])
        as hit (workspace, site, occurred_at, id)
      where exists (select from %s stored
        where (stored.workspace, stored.site, stored.occurred_at, stored.id)
            = (hit.workspace, hit.site, hit.occurred_at, hit.id))
      """;

  private static final int SECONDS_OF_DAY = 86_400;

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
   * @throws TakenBackException if something before them is not stored, and so none of them is
   */
  int store(String topicId, List<Delivery> deliveries) {
    var hits = new ArrayList<Hit>(deliveries.size());
    for (Delivery each : deliveries) {
      if (each.content() instanceof Hit hit) {
        hits.add(hit);
      }
    }
    partitions.ensure(days(hits));
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
        statement.execute(SETTINGS);
      }
      List<HitRecord> fresh = advance(connection, topicId, deliveries);
      List<Hit> hits = hits(fresh);
      if (mayBeStored) {
        hits = different(hits);
        Set<String> stored = stored(connection, hits);
        hits.removeIf(hit -> stored.contains(hit.id()));
      }
      HitRows.write(connection, hits);
      var touched = new SiteHours();
      sessions.add(connection, hits, alone, touched);
      for (Hit hit : hits) {
        if (hit.bot() == null) {
          touched.add(hit.workspace(), hit.site(), hit.occurredAt());
        }
      }
      staleHours.add(connection, touched);
      counters.add(connection, counted(hits));
      ledger.add(connection, ledgerEntries(fresh, hits));
      return hits.size();
    } catch (SQLException e) {
      throw new HitStoreException(e);
    }
  }

  private static Set<LocalDate> days(List<Hit> hits) {
    var days = new HashSet<LocalDate>();
    long last = Long.MIN_VALUE;
    for (Hit hit : hits) {
      long day = Math.floorDiv(hit.occurredAt().getEpochSecond(), SECONDS_OF_DAY);
      if (day != last) {
        days.add(LocalDate.ofEpochDay(day));
        last = day;
      }
    }
    return days;
  }

  /** People's hits. Time that is spent on a page is nothing that happens in a bucket. */
  private static List<Counted> counted(List<Hit> hits) {
    var counted = new ArrayList<Counted>(hits.size());
    for (Hit hit : hits) {
      if (hit.bot() == null && !(hit.action() instanceof Engagement)) {
        counted.add(
            new Counted(
                hit.workspace(),
                hit.site(),
                hit.visitor(),
                hit.occurredAt(),
                hit.action() instanceof PageView));
      }
    }
    return counted;
  }

  /** The records that come after what is stored; after them it goes on. */
  private List<HitRecord> advance(Connection connection, String topicId, List<Delivery> deliveries)
      throws SQLException {
    Map<Integer, Long> next = new TreeMap<>();
    deliveries.forEach(each -> next.put(each.partition(), 0L));
    next.putAll(offsets.lock(connection, topicId, List.copyOf(next.keySet())));
    var fresh = new ArrayList<HitRecord>(deliveries.size());
    for (Delivery each : deliveries) {
      long stored = next.get(each.partition());
      if (each.from() > stored) {
        throw new TakenBackException(each.partition(), stored, each.from());
      }
      if (each.offset() >= stored) {
        next.put(each.partition(), each.offset() + 1);
        if (each.content() != null) {
          fresh.add(each.content());
        }
      }
    }
    offsets.advance(connection, topicId, next);
    return fresh;
  }

  private static List<Hit> hits(List<HitRecord> records) {
    var hits = new ArrayList<Hit>(records.size());
    for (HitRecord each : records) {
      if (each instanceof Hit hit) {
        hits.add(hit);
      }
    }
    return hits;
  }

  /** The first of each id. */
  private static List<Hit> different(List<Hit> hits) {
    var ids = new HashSet<String>();
    var different = new ArrayList<>(hits);
    different.removeIf(hit -> !ids.add(hit.id()));
    return different;
  }

  private static Set<String> stored(Connection connection, List<Hit> hits) throws SQLException {
    var stored = new HashSet<String>();
    for (String table : TABLES) {
      try (PreparedStatement select = connection.prepareStatement(STORED.formatted(table))) {
        select.setArray(
            1,
            connection.createArrayOf(
                "text", hits.stream().map(Hit::workspace).toArray(String[]::new)));
        select.setArray(
            2,
            connection.createArrayOf("text", hits.stream().map(Hit::site).toArray(String[]::new)));
        select.setArray(
            3,
            connection.createArrayOf(
                "text",
                hits.stream().map(hit -> hit.occurredAt().toString()).toArray(String[]::new)));
        select.setArray(
            4, connection.createArrayOf("text", hits.stream().map(Hit::id).toArray(String[]::new)));
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
