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
 * R-N6: the unread count is exact, however arrivals, broadcasts, reads, changes and clearing of
 * several devices and replicas interleave. Random operations of several threads on the same people,
 * then the count against the rows, and the last count that was pushed against both.
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
  @Inject BroadcastService broadcasts;
  @Inject FeedRetention retention;
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
              select (select count(*) from notifications n
                       where n.workspace = r.workspace and n.user_id = r.user_id
                         and n.seq is not null and n.read_at is null
                         and n.unread_since > r.read_through)
                     + (select count(*) from v_person_broadcasts b
                         where b.workspace = r.workspace and b.user_id = r.user_id
                           and b.read_at is null)
                from recipients r where r.workspace = ? and r.user_id = ?
              """,
              workspace,
              owner.userId());
      assertThat(queries.unreadCount(owner).count()).as("seed %d", seed).isEqualTo(counted);
      assertThat(
              number(
                  """
                  select (o.data::jsonb ->> 'count')::bigint
                         + (select count(*) from outbox b
                             where b.record_key = split_part(o.record_key, '/', 1) || '/workspace'
                               and (b.data::jsonb ->> 'broadcast')::bigint
                                   > (o.data::jsonb ->> 'broadcastsThrough')::bigint)
                    from outbox o
                   where o.record_key = ? || '/user:' || ?
                     and o.headers ->> 'ce_type' = 'UNREAD_COUNT'
                   order by o.id desc limit 1
                  """,
                  workspace,
                  owner.userId()))
          .as("the last count pushed, and the broadcasts after it, seed %d", seed)
          .isEqualTo(counted);
      assertThat(
              number(
                  """
                  select count(*) - count(distinct source_key) from notifications
                  where workspace = ? and user_id = ? and carries is null
                  """,
                  workspace,
                  owner.userId()))
          .as("notifications of a source more than once, seed %d", seed)
          .isZero();
    }
  }

  private void operate(String workspace, RandomGenerator random) {
    var owner = new RecipientKey(workspace, "u" + random.nextInt(PEOPLE));
    switch (random.nextInt(16)) {
      case 0, 1, 2, 3, 4 -> feed.add(mentionOfAll(workspace, random.nextInt(80)));
      case 5, 6, 7, 8 -> readOne(owner, random);
      case 9 -> feed.readAll(owner);
      case 10 -> broadcasts.add(toAll(workspace));
      case 11 -> change(owner, NotificationState.UNREAD, random);
      case 12 -> change(owner, NotificationState.ARCHIVED, random);
      case 13 -> feed.delete(owner, some(owner, random));
      case 14 -> feed.deleteRead(owner, null, 3);
      default -> retention.settle();
    }
  }

  private void change(RecipientKey owner, NotificationState state, RandomGenerator random) {
    feed.change(owner, some(owner, random), state, null);
  }

  private List<UUID> some(RecipientKey owner, RandomGenerator random) {
    return queries.page(owner, FeedFilter.ALL, null, 10).items().stream()
        .filter(_ -> random.nextInt(3) == 0)
        .map(view -> UUID.fromString(view.id()))
        .toList();
  }

  private static NewBroadcast toAll(String workspace) {
    return new NewBroadcast(
        workspace,
        new Audience.Everybody(),
        "system_alert",
        Priority.HIGH,
        "To all",
        "",
        null,
        List.of(),
        null,
        JsonNodeFactory.instance.objectNode(),
        null,
        null,
        null);
  }

  private void readOne(RecipientKey owner, RandomGenerator random) {
    List<NotificationView> some =
        queries.page(owner, new FeedFilter(random.nextBoolean(), null), null, 10).items();
    if (some.isEmpty()) {
      return;
    }
    NotificationView one = some.get(random.nextInt(some.size()));
    UUID id = UUID.fromString(one.id());
    assertThat(feed.change(owner, List.of(id), NotificationState.READ, null))
        .as("unless another one has deleted it")
        .allSatisfy(view -> assertThat(view.readAt()).isNotNull());
    var stranger = new RecipientKey(owner.workspace(), "stranger");
    assertThat(catchProblem(() -> feed.read(stranger, id))).isNotNull();
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
