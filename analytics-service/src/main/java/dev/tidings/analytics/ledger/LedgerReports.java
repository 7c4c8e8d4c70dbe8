package dev.tidings.analytics.ledger;

import dev.tidings.analytics.ledger.LedgerEntry.Outcome;
import dev.tidings.analytics.site.Site;
import dev.tidings.platform.store.Sql;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/** Reads the ledgers of sites. */
@Singleton
final class LedgerReports {

  private final Sql sql;

  LedgerReports(Sql sql) {
    this.sql = sql;
  }

  /** What became of a site's hits of some hours. */
  LedgerView of(Site site, Instant from, Instant to) {
    List<LedgerView.Line> lines =
        sql.list(
            """
            select outcome, reason, sum(hits) from ingest_ledger
            where workspace = ? and site = ? and hour >= ? and hour < ?
            group by outcome, reason order by outcome, reason
            """,
            row -> new LedgerView.Line(row.getString(1), row.getString(2), row.getLong(3)),
            site.workspace(),
            site.key(),
            from,
            to);
    return new LedgerView(
        site.key(),
        from,
        to,
        lines.stream().mapToLong(LedgerView.Line::hits).sum(),
        sum(lines, Outcome.ACCEPTED),
        sum(lines, Outcome.FILTERED),
        sum(lines, Outcome.REFUSED),
        lines);
  }

  private static long sum(List<LedgerView.Line> lines, Outcome outcome) {
    return lines.stream()
        .filter(line -> line.outcome().equals(outcome.wire()))
        .mapToLong(LedgerView.Line::hits)
        .sum();
  }
}
