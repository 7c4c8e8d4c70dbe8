package dev.tidings.notification.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.page.Cursor;
import dev.tidings.platform.testkit.server.TidingsServers;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * R-N6: for somebody with 100,000 notifications, the list, the count and reading all touch a number
 * of rows that doesn't hang on theirs. As the server counts them, under the plans that it chooses.
 */
@QuarkusTest
@QuarkusTestResource(TidingsServers.class)
@TestProfile(FeedConcurrencyTest.NothingElse.class)
class FeedScaleTest {

  private static final int MANY = 100_000;
  private static final String WORKSPACE = "scale";
  private static final RecipientKey BOB = new RecipientKey(WORKSPACE, "bob");

  @Inject FeedService feed;
  @Inject FeedQueries queries;
  @Inject DataSource database;

  private static boolean filled;

  @BeforeEach
  void fill() throws SQLException {
    if (filled) {
      return;
    }
    filled = true;
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(
          """
          insert into recipients (workspace, user_id, last_seq, unread_count)
          values ('%1$s', 'bob', %2$d, %2$d), ('%1$s', 'carol', 0, 0)
          """
              .formatted(WORKSPACE, MANY));
      statement.execute(
          """
          insert into notifications (id, workspace, user_id, seq, unread_since, type, priority, title,
                                     body, actions, data, created_at)
          select gen_random_uuid(), '%s', 'bob', i, i, 'type_' || i %% 10, 'normal', 'Title', '',
                 '[]', '{}', now() - make_interval(secs => %d - i)
            from generate_series(1, %d) i
          """
              .formatted(WORKSPACE, MANY, MANY));
      statement.execute("analyze notifications");
      statement.execute("analyze recipients");
    }
  }

  @Test
  void shouldTouchFewRowsWhateverThereIs() throws Exception {
    assertThat(queries.unreadCount(BOB).count()).isEqualTo(MANY);
    QuarkusTransaction.requiringNew().run(this::ask);
  }

  private void ask() {
    touches("the count", () -> queries.unreadCount(BOB));
    touches("the list", () -> queries.page(BOB, FeedFilter.ALL, null, 50));
    touches("what is unread", () -> queries.page(BOB, new FeedFilter(true, null), null, 50));
    touches("a type", () -> queries.page(BOB, new FeedFilter(false, "type_3"), null, 50));
    touches("deep in the list", () -> queries.page(BOB, FeedFilter.ALL, cursor(MANY / 2), 50));
    touches("reading everything", () -> feed.readAll(BOB));
    assertThat(queries.unreadCount(BOB).count()).isZero();
    touches("nothing unread", () -> queries.page(BOB, new FeedFilter(true, null), null, 50));
    NotificationView old = queries.page(BOB, FeedFilter.ALL, cursor(10), 1).items().getFirst();
    assertThat(old.readAt()).isNotNull();
    List<UUID> ids = List.of(UUID.fromString(old.id()));
    touches("making one unread", () -> feed.change(BOB, ids, NotificationState.UNREAD, null));
    touches("one unread", () -> queries.page(BOB, new FeedFilter(true, null), null, 50));
    assertThat(queries.page(BOB, new FeedFilter(true, null), null, 50).items()).hasSize(1);
    touches("deleting one", () -> feed.delete(BOB, ids));
  }

  private void touches(String what, Runnable work) {
    Touched before = touched();
    work.run();
    Touched after = touched();
    assertThat(after.read() - before.read()).as("rows read for %s", what).isLessThan(200);
    assertThat(after.written() - before.written()).as("rows written for %s", what).isLessThan(5);
  }

  @Test
  void shouldFindWhatIsToBeReadByTheIndex() throws Exception {
    for (String query :
        List.of(
            "select * from v_unread_counts where workspace = 'scale' and user_id = 'bob'",
            """
            select * from notifications n
            where n.workspace = 'scale' and n.user_id = 'bob' and n.seq < 60000
              and n.archived_at is null
            order by n.seq desc limit 50
            """,
            """
            select * from notifications n
            where n.workspace = 'scale' and n.user_id = 'bob' and n.seq < 60000
              and n.read_at is null and n.seq > 0 and n.archived_at is null
            order by n.seq desc limit 50
            """,
            """
            select * from notifications n
            where n.workspace = 'scale' and n.user_id = 'bob' and n.read_at is null
              and n.unread_since > n.seq and n.seq < 60000 and n.seq <= 100000
              and n.unread_since > 100000 and n.archived_at is null
            order by n.seq desc limit 50
            """)) {
      var scanned = new ArrayList<String>();
      long rows = scans(explain(query), scanned);
      assertThat(scanned).as(query).doesNotContain("Seq Scan on notifications");
      assertThat(rows).as(query).isLessThanOrEqualTo(200);
    }
  }

  /** What rows come out of scans, and by which. */
  private static long scans(JsonNode plan, List<String> scanned) {
    long rows = 0;
    if (plan.has("Relation Name")) {
      scanned.add(plan.path("Node Type").asText() + " on " + plan.path("Relation Name").asText());
      rows +=
          (plan.path("Actual Rows").asLong() + plan.path("Rows Removed by Filter").asLong())
              * plan.path("Actual Loops").asLong();
    }
    for (JsonNode child : plan.path("Plans")) {
      rows += scans(child, scanned);
    }
    return rows;
  }

  private JsonNode explain(String query) throws Exception {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var row = statement.executeQuery("explain (analyze, format json) " + query)) {
      row.next();
      return Json.mapper().readTree(row.getString(1)).path(0).path("Plan");
    }
  }

  private static String cursor(long seq) {
    return Cursor.of(seq, Long.MAX_VALUE).encode();
  }

  /** What the server has counted since the transaction began, of all tables of lists. */
  private record Touched(long read, long written) {}

  private Touched touched() {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                """
                select sum(seq_tup_read + coalesce(idx_tup_fetch, 0)),
                       sum(n_tup_ins + n_tup_upd + n_tup_del)
                  from pg_stat_xact_user_tables
                 where relname in ('notifications', 'recipients', 'read_marks', 'broadcasts',
                                   'broadcast_states', 'broadcast_reads')
                """)) {
      row.next();
      return new Touched(row.getLong(1), row.getLong(2));
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
