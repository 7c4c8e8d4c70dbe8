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
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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

  /** For a page that begins at a time: PostgreSQL has two ways, and samples decide between them. */
  private static final int LATELY = 3_000;

  private static final String WORKSPACE = "scale";
  private static final RecipientKey BOB = new RecipientKey(WORKSPACE, "bob");

  @Inject FeedService feed;
  @Inject FeedQueries queries;
  @Inject DataSource database;

  /** The first notification came a second later. */
  private static Instant began;

  private static boolean filled;

  @BeforeEach
  void fill() throws SQLException {
    if (filled) {
      return;
    }
    filled = true;
    began = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(MANY);
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
                 '[]', '{}', timestamptz '%s' + make_interval(secs => i)
            from generate_series(1, %d) i
          """
              .formatted(WORKSPACE, began, MANY));
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
    reads(LATELY, "what came of late", () -> page(since(MANY - 20)));
    reads(LATELY, "what came since long ago", () -> page(since(10)));
    reads(LATELY, "what came since the end", () -> page(since(MANY + 1_000)));
    int some = 3 * NotificationRepository.LOOKED_AT;
    reads(some, "a word", () -> page(containing("nowhere")));
    reads(some, "a priority", () -> page(important()));
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

  /**
   * However far down it is: page by page, each of which looks at some, and no broadcast is skipped.
   */
  @Test
  void shouldFindAWordFarDown() throws SQLException {
    execute(
        "update notifications set title = 'A Needle' where user_id = 'bob' and seq in (7, 60001)");
    broadcast(90_000);
    broadcast(3);
    var found = new ArrayList<String>();
    String cursor = null;
    int pages = 0;
    do {
      var page = queries.page(BOB, containing("needle"), cursor, 50);
      page.items().forEach(each -> found.add(each.title()));
      cursor = page.nextCursor();
      pages++;
    } while (cursor != null);
    assertThat(found).containsExactly("Needle 90000", "A Needle", "A Needle", "Needle 3");
    assertThat(pages).isEqualTo(MANY / NotificationRepository.LOOKED_AT);
    assertThat(queries.page(BOB, since(MANY - 4), null, 50).items()).hasSize(5);
    execute("delete from broadcasts where workspace = 'scale'");
  }

  /** One that came when that notification did. */
  private void broadcast(int seq) throws SQLException {
    execute(
        """
        insert into broadcasts (id, workspace, seq, audience, type, priority, title, body, actions,
                                data, created_at)
        select gen_random_uuid(), 'scale', %1$d, 'workspace', 'system_alert', 'normal',
               'Needle %1$d', '', '[]', '{}', n.created_at
          from notifications n
         where n.workspace = 'scale' and n.user_id = 'bob' and n.seq = %1$d
        """
            .formatted(seq));
  }

  private void execute(String change) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(change);
    }
  }

  private void page(FeedFilter filter) {
    queries.page(BOB, filter, null, 50);
  }

  private static FeedFilter containing(String text) {
    return new FeedFilter(FeedFilter.Shelf.LIST, false, null, Set.of(), null, text);
  }

  private static FeedFilter important() {
    return new FeedFilter(FeedFilter.Shelf.LIST, false, null, Set.of(Priority.URGENT), null, null);
  }

  private static FeedFilter since(int seq) {
    return new FeedFilter(
        FeedFilter.Shelf.LIST, false, null, Set.of(), began.plusSeconds(seq), null);
  }

  private void reads(long fewerThan, String what, Runnable work) {
    Touched before = touched();
    work.run();
    assertThat(touched().read() - before.read()).as("rows read for %s", what).isLessThan(fewerThan);
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
            where n.workspace = 'scale' and n.user_id = 'bob' and n.seq >= 0 and n.seq < 100001
              and n.seq >= coalesce(
                (select min(s.seq) from
                   (select a.seq from notifications a
                     where a.workspace = 'scale' and a.user_id = 'bob' and a.seq is not null
                       and a.created_at >= now() - interval '10 seconds'
                     order by a.created_at limit 100) s), 9223372036854775807)
              and n.archived_at is null and n.created_at >= now()
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
