package dev.tidings.notification.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tidings.platform.event.EventIds;
import dev.tidings.platform.testkit.server.TidingsServers;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** R-N9: what was read goes after its time, the rest after a longer one, and nothing else. */
@QuarkusTest
@QuarkusTestResource(TidingsServers.class)
@TestProfile(FeedConcurrencyTest.NothingElse.class)
class FeedRetentionTest {

  @Inject FeedService feed;
  @Inject FeedQueries queries;
  @Inject FeedRetention retention;
  @Inject FeedConfig config;
  @Inject People people;
  @Inject Event<PersonErased> erased;
  @Inject Clock clock;
  @Inject DataSource database;

  private final RecipientKey bob = new RecipientKey("retention-" + EventIds.uuidV7().next(), "bob");

  @Test
  void shouldDeleteWhatWasReadLongAgo() throws Exception {
    UUID old = add(null);
    UUID fresh = add(null);
    UUID reopened = add(null);
    UUID unread = add(null);
    feed.change(bob, List.of(old, fresh, reopened), NotificationState.READ, null);
    age("read_at", old, config.readKept().plusMinutes(1));
    age("read_at", fresh, config.readKept().minusMinutes(1));
    age("read_at", reopened, config.readKept().plusMinutes(1));
    feed.change(bob, List.of(reopened), NotificationState.UNREAD, null);

    atOnce();

    assertThat(ids()).containsExactlyInAnyOrder(fresh, reopened, unread);
    assertThat(queries.unreadCount(bob).count()).isEqualTo(2);
  }

  @Test
  void shouldKnowWhenThatWasReadWhichAMarkIsAbout() throws Exception {
    UUID first = add(null);
    feed.readAll(bob);
    Instant readAt = view(first).readAt();
    UUID second = add(null);
    UUID third = add(null);
    feed.readAll(bob);
    feed.change(bob, List.of(third), NotificationState.UNREAD, null);

    while (retention.settle() > 0) {
      assertThat(view(first).readAt()).isEqualTo(readAt);
      assertThat(queries.unreadCount(bob).count()).isEqualTo(1);
    }

    assertThat(number("read_marks")).isZero();
    assertThat(view(first).readAt()).isEqualTo(readAt);
    assertThat(view(second).readAt()).isNotNull();
    assertThat(view(third).readAt()).isNull();
    age("read_at", first, config.readKept().plusMinutes(1));
    atOnce();
    assertThat(ids()).containsExactlyInAnyOrder(second, third);
  }

  @Test
  void shouldTakeAwayWhatNobodyReadOrWhatIsOver() throws Exception {
    UUID forgotten = add(null);
    UUID over = add(clock.instant().plus(Duration.ofDays(1)));
    UUID kept = add(clock.instant().plus(Duration.ofDays(1)));
    age("created_at", forgotten, config.unreadKept().plusMinutes(1));
    update(
        "update notifications set expires_at = now() - interval '1 minute' where id = '"
            + over
            + "'");

    retention.expire();
    assertThat(ids()).containsExactlyInAnyOrder(forgotten, kept);
    assertThat(queries.unreadCount(bob).count()).isEqualTo(2);
    atOnce();

    assertThat(ids()).containsExactly(kept);
    assertThat(queries.unreadCount(bob).count()).isEqualTo(1);
    assertThat(pushed()).isEqualTo(1);
  }

  @Test
  void shouldForgetAPersonAltogether() throws Exception {
    add(null);
    feed.readAll(bob);
    var carol = new RecipientKey(bob.workspace(), "carol");
    people.met(List.of(carol));

    QuarkusTransaction.requiringNew().run(() -> erased.fire(new PersonErased(bob)));
    QuarkusTransaction.requiringNew().run(() -> erased.fire(new PersonErased(bob)));

    for (String table : List.of("notifications", "read_marks", "recipients", "deliveries")) {
      assertThat(number(table)).as(table).isZero();
    }
    assertThat(queries.unreadCount(carol).count()).isZero();
    add(null);
    assertThat(queries.unreadCount(bob).count()).isEqualTo(1);
  }

  /** Two replicas clear at the same time. */
  private void atOnce() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ArrayList<Future<?>>();
      for (int i = 0; i < 2; i++) {
        running.add(threads.submit(retention::clear));
      }
      for (Future<?> each : running) {
        each.get();
      }
    }
    retention.clear();
  }

  private UUID add(Instant expiresAt) {
    return feed.add(
            List.of(
                new NewNotification(
                    bob,
                    "review",
                    Priority.NORMAL,
                    "Title",
                    "",
                    null,
                    List.of(),
                    null,
                    JsonNodeFactory.instance.objectNode(),
                    null,
                    new Handling(null, null, expiresAt))))
        .get(bob);
  }

  private NotificationView view(UUID id) {
    return queries.find(bob, id).orElseThrow().view();
  }

  private List<UUID> ids() {
    return queries.page(bob, FeedFilter.ALL, null, 100).items().stream()
        .map(view -> UUID.fromString(view.id()))
        .toList();
  }

  private void age(String column, UUID id, Duration age) throws SQLException {
    update(
        "update notifications set %1$s = now() - interval '%2$d minutes' where id = '%3$s'"
            .formatted(column, age.toMinutes(), id));
  }

  private void update(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var update = connection.createStatement()) {
      assertThat(update.executeUpdate(sql)).isEqualTo(1);
    }
  }

  private long number(String table) throws SQLException {
    return count(
        "select count(*) from %s where workspace = '%s' and user_id = 'bob'"
            .formatted(table, bob.workspace()));
  }

  /** The last count that was pushed. */
  private long pushed() throws SQLException {
    return count(
        """
        select (data::jsonb ->> 'count')::bigint from outbox
        where record_key = '%s/user:bob' and headers ->> 'ce_type' = 'UNREAD_COUNT'
        order by id desc limit 1
        """
            .formatted(bob.workspace()));
  }

  private long count(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var select = connection.createStatement();
        var row = select.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
