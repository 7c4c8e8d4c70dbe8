package dev.tidings.notification.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tidings.platform.problem.ProblemException;
import dev.tidings.platform.testkit.server.TidingsServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * R-N6: the unread count is exact, however arrivals and reads of several devices interleave. Random
 * operations of several threads on the same people, then the count against the rows, and the last
 * count that was pushed against both.
 */
@QuarkusTest
@QuarkusTestResource(TidingsServers.class)
@TestProfile(FeedConcurrencyTest.NothingElse.class)
class FeedConcurrencyTest {

  private static final int THREADS = 4;
  private static final int OPERATIONS = 60;
  private static final int PEOPLE = 2;

  @Inject FeedService feed;
  @Inject FeedQueries queries;
  @Inject DataSource database;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 5, 8})
  void shouldKeepTheCountExact(long seed) throws Exception {
    String workspace = "concurrency-" + seed;
    var failures = new ConcurrentLinkedQueue<Throwable>();
    var threads = new ArrayList<Thread>();
    for (int thread = 0; thread < THREADS; thread++) {
      RandomGenerator random =
          RandomGeneratorFactory.of("L64X128MixRandom").create(seed * 100 + thread);
      threads.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      for (int i = 0; i < OPERATIONS; i++) {
                        operate(workspace, random);
                      }
                    } catch (RuntimeException | Error e) {
                      failures.add(e);
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(failures).as("seed %d", seed).isEmpty();
    for (int person = 0; person < PEOPLE; person++) {
      var owner = new RecipientKey(workspace, "u" + person);
      long counted =
          number(
              """
              select count(*) from notifications n
              join recipients r on r.workspace = n.workspace and r.user_id = n.user_id
              where n.workspace = ? and n.user_id = ? and n.read_at is null
                and n.unread_since > r.read_through
              """,
              workspace,
              owner.userId());
      assertThat(queries.unreadCount(owner).count()).as("seed %d", seed).isEqualTo(counted);
      assertThat(
              number(
                  """
                  select (data::jsonb ->> 'count')::bigint from outbox
                  where record_key = ? || '/user:' || ? and headers ->> 'ce_type' = 'UNREAD_COUNT'
                  order by id desc limit 1
                  """,
                  workspace,
                  owner.userId()))
          .as("the last count pushed, seed %d", seed)
          .isEqualTo(counted);
      assertThat(
              number(
                  """
                  select count(*) - count(distinct source_key) from notifications
                  where workspace = ? and user_id = ?
                  """,
                  workspace,
                  owner.userId()))
          .as("notifications of a source more than once, seed %d", seed)
          .isZero();
    }
  }

  private void operate(String workspace, RandomGenerator random) {
    var owner = new RecipientKey(workspace, "u" + random.nextInt(PEOPLE));
    switch (random.nextInt(10)) {
      case 0, 1, 2, 3, 4 -> feed.add(mentionOfAll(workspace, random.nextInt(80)));
      case 5, 6, 7, 8 -> readOne(owner, random);
      default -> feed.readAll(owner);
    }
  }

  private void readOne(RecipientKey owner, RandomGenerator random) {
    List<NotificationView> some =
        queries.page(owner, new FeedFilter(random.nextBoolean(), null), null, 10).items();
    if (some.isEmpty()) {
      return;
    }
    NotificationView one = some.get(random.nextInt(some.size()));
    assertThat(feed.read(owner, UUID.fromString(one.id())).readAt()).isNotNull();
    var stranger = new RecipientKey(owner.workspace(), "stranger");
    assertThat(catchProblem(() -> feed.read(stranger, UUID.fromString(one.id())))).isNotNull();
  }

  private static ProblemException catchProblem(Runnable work) {
    try {
      work.run();
      return null;
    } catch (ProblemException e) {
      return e;
    }
  }

  private static List<NewNotification> mentionOfAll(String workspace, int source) {
    var made = new ArrayList<NewNotification>();
    for (int person = PEOPLE - 1; person >= 0; person--) {
      made.add(
          new NewNotification(
              new RecipientKey(workspace, "u" + person),
              "chat_mention",
              Priority.NORMAL,
              "Alice mentioned you",
              "Hello",
              null,
              List.of(),
              null,
              JsonNodeFactory.instance.objectNode().put("source", source),
              "test:" + source));
    }
    return made;
  }

  private long number(String sql, String workspace, String user) throws SQLException {
    try (var connection = database.getConnection();
        var select = connection.prepareStatement(sql)) {
      select.setString(1, workspace);
      select.setString(2, user);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /** No consumer and no relay: the outbox keeps what was pushed. */
  public static final class NothingElse implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "tidings.outbox.enabled", "false",
          "mp.messaging.incoming.chat-rooms.enabled", "false",
          "mp.messaging.incoming.chat-users.enabled", "false",
          "mp.messaging.incoming.presence.enabled", "false");
    }
  }
}
