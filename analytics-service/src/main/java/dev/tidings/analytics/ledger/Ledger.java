package dev.tidings.analytics.ledger;

import dev.tidings.platform.event.Timestamps;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of every hit that was sent to a site, by the hour. Rows are locked in the order of
 * their keys, so that several writers can't block each other for good.
 */
@Singleton
public final class Ledger {

  private static final String ADD =
      """
      insert into ingest_ledger as entry (workspace, site, hour, outcome, reason, hits)
      select * from unnest(?::text[], ?::text[], ?::timestamptz[], ?::text[], ?::text[], ?::bigint[])
      on conflict (workspace, site, hour, outcome, reason) do update
      set hits = entry.hits + excluded.hits
      """;

  /**
   * Adds entries that have not been added before.
   *
   * @param connection of the transaction that remembers that they are added
   */
  public void add(Connection connection, Collection<LedgerEntry> entries) throws SQLException {
    if (entries.isEmpty()) {
      return;
    }
    Map<Line, Long> sums = new HashMap<>();
    for (LedgerEntry entry : entries) {
      sums.merge(Line.of(entry), entry.hits(), Long::sum);
    }
    Map<Line, Long> lines = new TreeMap<>(sums);
    try (PreparedStatement add = connection.prepareStatement(ADD)) {
      int column = 1;
      for (Object[] values :
          new Object[][] {
            lines.keySet().stream().map(Line::workspace).toArray(),
            lines.keySet().stream().map(Line::site).toArray(),
            lines.keySet().stream().map(line -> Timestamps.format(line.hour)).toArray(),
            lines.keySet().stream().map(line -> line.outcome.wire()).toArray(),
            lines.keySet().stream().map(Line::reason).toArray(),
            lines.values().stream().map(String::valueOf).toArray()
          }) {
        add.setArray(column++, connection.createArrayOf("text", values));
      }
      add.executeUpdate();
    }
  }

  private record Line(
      String workspace, String site, Instant hour, LedgerEntry.Outcome outcome, String reason)
      implements Comparable<Line> {

    private static final Comparator<Line> ORDER =
        Comparator.comparing(Line::workspace)
            .thenComparing(Line::site)
            .thenComparing(Line::hour)
            .thenComparing(Line::outcome)
            .thenComparing(Line::reason);

    static Line of(LedgerEntry entry) {
      return new Line(
          entry.workspace(),
          entry.site(),
          entry.at().truncatedTo(ChronoUnit.HOURS),
          entry.outcome(),
          entry.reason());
    }

    @Override
    public int compareTo(Line other) {
      return ORDER.compare(this, other);
    }
  }
}
