package dev.tidings.analytics.ledger;

import dev.tidings.platform.store.Sql;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Deletes sums that are older than they are kept for (R-X4). */
@Singleton
final class LedgerCleanup {

  private final Sql sql;
  private final LedgerConfig config;
  private final Clock clock;

  LedgerCleanup(Sql sql, LedgerConfig config, Clock clock) {
    this.sql = sql;
    this.config = config;
    this.clock = clock;
  }

  @Scheduled(every = "6h", delayed = "5m")
  void forgetOldSums() {
    sql.update("delete from ingest_ledger where hour < ?", clock.instant().minus(config.keptFor()));
  }
}
