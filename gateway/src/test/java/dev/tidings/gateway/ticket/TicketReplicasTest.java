package dev.tidings.gateway.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.gateway.limit.LimitProblem;
import dev.tidings.gateway.replicated.ReplicatedConfig;
import dev.tidings.gateway.replicated.ReplicatedReader;
import dev.tidings.gateway.replicated.ReplicatedWriter;
import dev.tidings.platform.event.EventIds;
import dev.tidings.platform.identity.CurrentUser;
import dev.tidings.platform.identity.Profile;
import dev.tidings.platform.problem.CommonProblem;
import dev.tidings.platform.problem.ProblemException;
import dev.tidings.platform.testkit.MutableClock;
import dev.tidings.platform.testkit.Patience;
import dev.tidings.platform.testkit.server.SharedServers;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** R-G1: a ticket is good once, on any replica. Two replicas with nothing in common but Kafka. */
class TicketReplicasTest {

  private static final CurrentUser ALICE =
      new CurrentUser("alice", "acme", Set.of(), new Profile(null, null, null));

  /** A gateway as far as tickets are concerned. */
  private static final class Replica implements AutoCloseable {
    private final ReplicatedWriter writer;
    private final ReplicatedReader reader;
    private final Tickets tickets;
    private final TicketOffice office;

    Replica(Clock clock) {
      Map<String, Object> kafka =
          Map.of("bootstrap.servers", SharedServers.get().kafkaBootstrapServers());
      EventIds ids = EventIds.uuidV7();
      writer = new ReplicatedWriter(kafka, config(ReplicatedConfig.class));
      tickets = new Tickets(config(TicketConfig.class), clock);
      var log = new TicketLog(tickets, writer, ids, clock);
      office = new TicketOffice(tickets, log, config(TicketConfig.class), ids, clock);
      reader = new ReplicatedReader(kafka, List.of(log), config(ReplicatedConfig.class));
      reader.start();
      Patience.await("replica").until(reader::isReady);
    }

    @Override
    public void close() {
      try {
        reader.stop();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      writer.close();
    }
  }

  private static Replica one;
  private static Replica two;

  @BeforeAll
  static void start() throws InterruptedException, ExecutionException {
    try (Admin admin =
        Admin.create(
            Map.<String, Object>of(
                "bootstrap.servers", SharedServers.get().kafkaBootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic(TicketLog.TOPIC, 1, (short) 1))).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
    one = new Replica(Clock.systemUTC());
    two = new Replica(Clock.systemUTC());
  }

  @AfterAll
  static void stop() {
    one.close();
    two.close();
  }

  @Test
  void shouldBeGoodOnAnotherReplicaAndOnce() {
    String ticket = one.office.issue(ALICE, "token").ticket();
    assertThat(two.office.redeem(ticket)).isEqualTo("token");
    assertRefused(two, ticket);
    assertRefused(one, ticket);
  }

  /** Whoever races for a ticket, on whichever replica: exactly one wins. */
  @Test
  void shouldLetExactlyOneIn() throws InterruptedException, ExecutionException {
    for (int round = 0; round < 15; round++) {
      var user = new CurrentUser("racer" + round, "acme", Set.of(), ALICE.profile());
      String ticket = one.office.issue(user, "token " + round).ticket();
      var attempts = new ArrayList<Callable<String>>();
      for (int i = 0; i < 6; i++) {
        Replica replica = i % 2 == 0 ? one : two;
        attempts.add(
            () -> {
              try {
                return replica.office.redeem(ticket);
              } catch (ProblemException e) {
                assertThat(e.code()).isEqualTo(CommonProblem.UNAUTHENTICATED);
                return "refused";
              }
            });
      }
      var answers = new ArrayList<String>();
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (Future<String> attempt : threads.invokeAll(attempts)) {
          answers.add(attempt.get());
        }
      }
      assertThat(answers).containsOnlyOnce("token " + round);
      assertThat(answers).filteredOn("refused"::equals).hasSize(5);
    }
  }

  /** A replica that starts later knows what was issued and what was used. */
  @Test
  void shouldSurviveARestart() {
    var user = new CurrentUser("restart", "acme", Set.of(), ALICE.profile());
    String used = one.office.issue(user, "used").ticket();
    String unused = one.office.issue(user, "unused").ticket();
    one.office.redeem(used);
    try (var late = new Replica(Clock.systemUTC())) {
      assertRefused(late, used);
      assertThat(late.office.redeem(unused)).isEqualTo("unused");
    }
  }

  /** The id alone, which stands in the log, is worth nothing and uses nothing up. */
  @Test
  void shouldNotBeUsedUpWithoutItsKey() {
    var user = new CurrentUser("key", "acme", Set.of(), ALICE.profile());
    String ticket = one.office.issue(user, "token").ticket();
    String forged =
        new TicketSecret(TicketSecret.parse(ticket).orElseThrow().id(), new byte[16]).text();
    assertRefused(two, forged);
    assertThat(two.office.redeem(ticket)).isEqualTo("token");
  }

  @Test
  void shouldRefuseWhatIsNoTicket() {
    for (String none : List.of("", "x", "a".repeat(43), "a".repeat(500), "ä", "../..")) {
      assertRefused(one, none);
    }
    assertThat(one.tickets.arrival("0".repeat(32)).completeExceptionally(new Exception())).isTrue();
  }

  @Test
  void shouldEndInTime() {
    var clock = MutableClock.at(Instant.now());
    var user = new CurrentUser("late", "acme", Set.of(), ALICE.profile());
    try (var replica = new Replica(clock)) {
      String ticket = replica.office.issue(user, "token").ticket();
      Patience.await().until(() -> replica.tickets.size() > 0);
      clock.advance(Duration.ofSeconds(31));
      assertRefused(replica, ticket);
      replica.tickets.expire();
      assertThat(replica.tickets.size()).isZero();
    }
  }

  @Test
  void shouldLimitAUser() {
    var user = new CurrentUser("greedy", "acme", Set.of(), ALICE.profile());
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 10_000; i++) {
                one.office.issue(user, "token");
              }
            })
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.code()).isEqualTo(LimitProblem.RATE_LIMITED));
  }

  @Test
  void shouldKeepNoMoreThanItMay() {
    TicketConfig few = config(TicketConfig.class, "tidings.gateway.tickets.max-live", "2");
    var tickets = new Tickets(few, Clock.systemUTC());
    for (int i = 0; i < 5; i++) {
      tickets.issued(
          new TicketEvent.TicketIssued("t" + i, new byte[0], Instant.now().plusSeconds(30)));
    }
    assertThat(tickets.size()).isEqualTo(2);
    assertThat(tickets.isFull()).isTrue();
  }

  private static void assertRefused(Replica replica, String ticket) {
    assertThatThrownBy(() -> replica.office.redeem(ticket))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.code()).isEqualTo(CommonProblem.UNAUTHENTICATED));
  }

  private static <T> T config(Class<T> type) {
    return config(type, "unused", "unused");
  }

  private static <T> T config(Class<T> type, String property, String value) {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withMapping(type)
        .withSources(new PropertiesConfigSource(Map.of(property, value), "test", 500))
        .build()
        .getConfigMapping(type);
  }
}
