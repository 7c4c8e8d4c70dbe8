package dev.tidings.analytics.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.analytics.Database;
import dev.tidings.analytics.ledger.LedgerEntry.Outcome;
import dev.tidings.platform.event.EventIds;
import dev.tidings.platform.store.Sql;
import dev.tidings.platform.testkit.MutableClock;
import dev.tidings.platform.testkit.server.TidingsServers;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The ledger adds up by the hour, and old hours go. They are long past, of no use to the service.
 */
@QuarkusTest
@QuarkusTestResource(TidingsServers.class)
class LedgerTest {

  private static final Instant HOUR = Instant.parse("1999-03-01T10:00:00Z");

  @Inject AgroalDataSource dataSource;
  @Inject Database database;
  @Inject EventIds ids;
  @Inject Ledger ledger;
  @Inject Sql sql;

  @Test
  void shouldAddUpByTheHourAndForgetOldHours() throws SQLException {
    String workspace = "w-" + ids.next();
    for (int i = 0; i < 2; i++) {
      add(
          entry(workspace, HOUR, Outcome.ACCEPTED, "person", 2),
          entry(workspace, HOUR.plusSeconds(3599), Outcome.ACCEPTED, "person", 1),
          entry(workspace, HOUR.plusSeconds(3600), Outcome.ACCEPTED, "person", 1),
          entry(workspace, HOUR, Outcome.REFUSED, "invalid", 5));
    }
    add();
    assertThat(lines(workspace))
        .containsExactly("10 accepted person 6", "10 refused invalid 10", "11 accepted person 2");

    var clock = MutableClock.at("1999-03-02T10:30:00Z");
    new LedgerCleanup(sql, () -> Duration.ofDays(1), clock).forgetOldSums();
    assertThat(lines(workspace)).containsExactly("11 accepted person 2");
  }

  private void add(LedgerEntry... entries) throws SQLException {
    try (var connection = dataSource.getConnection()) {
      ledger.add(connection, List.of(entries));
    }
  }

  private List<String> lines(String workspace) throws SQLException {
    return database.text(
        "select concat_ws(' ', to_char(hour at time zone 'UTC', 'HH24'), outcome, reason, hits)"
            + " from ingest_ledger where workspace = ? order by 1",
        workspace);
  }

  private static LedgerEntry entry(
      String workspace, Instant at, Outcome outcome, String reason, long hits) {
    return new LedgerEntry(workspace, "shop", at, outcome, reason, hits);
  }
}
