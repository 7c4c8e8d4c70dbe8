package dev.tidings.presence.upstream.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.platform.testkit.MutableClock;
import dev.tidings.platform.testkit.server.TidingsServers;
import dev.tidings.presence.PresenceConfig;
import dev.tidings.presence.SettableClock;
import dev.tidings.presence.connection.Connections;
import dev.tidings.presence.connection.ListenedSpan;
import dev.tidings.presence.person.PersonKey;
import dev.tidings.presence.person.PersonProfile;
import dev.tidings.presence.status.Choice;
import dev.tidings.presence.status.PresenceWish;
import dev.tidings.presence.status.StatusService;
import dev.tidings.presence.status.StatusSweeper;
import dev.tidings.presence.status.Visibility;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * R-P4: whatever happens in whatever order, the status is the one that follows from the
 * connections, and it is announced exactly when it changes. Random histories of several gateways,
 * people with several devices, redeliveries, lapses, kills, clocks that step and a consumer that
 * lags run against the real service and database and against a model by brute force.
 */
@QuarkusTest
@QuarkusTestResource(TidingsServers.class)
@TestProfile(PresenceHistoryTest.ByHand.class)
class PresenceHistoryTest {

  private static final Duration LEASE = Duration.ofSeconds(6);
  private static final int STEPS = 90;

  @Inject GatewayEventConsumer consumer;
  @Inject LeaseSweeper leases;
  @Inject Connections connections;
  @Inject ClientSignalConsumer signals;
  @Inject StatusService statuses;
  @Inject StatusSweeper sweeper;
  @Inject PresenceConfig config;
  @Inject MutableClock clock;
  @Inject DataSource database;

  /** The other histories' gateways are in partitions that nobody enters. */
  @AfterEach
  void forgetWhatWasListenedTo() throws SQLException {
    try (var connection = database.getConnection();
        var delete = connection.createStatement()) {
      delete.executeUpdate("delete from listened_partitions");
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233})
  void shouldEqualTheModel(long seed) throws SQLException {
    var history = new History(seed);
    for (int step = 0; step < STEPS; step++) {
      history.step();
    }
    history.comeToRest();

    assertThat(announced(history.workspaces()))
        .as("what was announced, seed %d", seed)
        .isEqualTo(history.model.announced());
    assertThat(statuses(history.workspaces()))
        .as("everybody's status at the end, seed %d", seed)
        .isEqualTo(history.model.statuses());
    assertThat(reachable(history.workspaces()))
        .as("who is connected at the end, seed %d", seed)
        .isEqualTo(history.truth());
    assertThat(counts(history.workspaces()))
        .as("the counts that workspaces were told, seed %d", seed)
        .isEqualTo(history.model.counts(history.workspaces()));
  }

  /**
   * Two replicas' sweepers and one consumer per gateway at once: nobody's events lose their order.
   */
  @Test
  void shouldAnnounceEveryChangeOnceUnderConcurrency() throws Exception {
    String workspace = "concurrent";
    var failures = new ArrayList<Throwable>();
    var threads = new ArrayList<Thread>();
    for (int gateway = 0; gateway < 4; gateway++) {
      String gatewayId = "concurrent-" + gateway;
      RandomGenerator random = random(7_000 + gateway);
      threads.add(thread(failures, () -> openAndClose(gatewayId, workspace, random)));
    }
    for (int replica = 0; replica < 2; replica++) {
      threads.add(
          thread(
              failures,
              () -> {
                for (int sweep = 0; sweep < 60; sweep++) {
                  clock.advance(Duration.ofMillis(100));
                  sweeper.sweep();
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    for (int rest = 0; rest < 2; rest++) {
      clock.advance(config.grace());
      sweeper.sweep();
    }

    assertThat(failures).isEmpty();
    assertThat(statuses(List.of(workspace)).values()).containsOnly("offline");
    assertThat(announced(List.of(workspace)))
        .hasSizeLessThanOrEqualTo(3)
        .allSatisfy(
            (person, events) -> {
              for (int i = 0; i < events.size(); i++) {
                assertThat(events.get(i)).as(person).isEqualTo(i % 2 == 0 ? "online" : "offline");
              }
            });
  }

  /**
   * Who left one gateway and came to another is not gone, however much later the other's partition
   * is read; but it is not waited for for ever.
   */
  @Test
  void shouldTakeNobodyForGoneBeforeAllIsReadThatWasSaidInTheGrace() throws SQLException {
    var left = new GatewayRecords("unread-left");
    var joined = new GatewayRecords("unread-joined");
    listened(800, 801);
    for (String user : List.of("back", "gone", "late")) {
      receive(left.opened("s-" + user, "unread", user, user, clock.instant()), 800);
    }
    sweeper.sweep();
    for (String user : List.of("back", "gone")) {
      receive(left.closed("s-" + user, "unread", user, clock.instant()), 800);
    }
    tick(3);
    assertThat(statuses(List.of("unread")).values()).containsOnly("online");

    receive(joined.opened("s-2", "unread", "back", "back", clock.instant()), 801);
    listened(801);
    tick(1);
    receive(left.closed("s-late", "unread", "late", clock.instant()), 800);
    tick(Math.toIntExact(config.lagPatience().toSeconds()));

    assertThat(announced(List.of("unread")))
        .isEqualTo(
            Map.of(
                "unread/back",
                List.of("online"),
                "unread/gone",
                List.of("online", "offline"),
                "unread/late",
                List.of("online", "offline")));
  }

  /**
   * Whoever asked before the tick was shown somebody who is gone, and is there again by the tick.
   */
  @Test
  void shouldTakeBackWhatWasShownForAMoment() throws SQLException {
    var gateway = new GatewayRecords("moment");
    receive(gateway.opened("moment-1", "moment", "u", "u", clock.instant()), 920);
    sweeper.sweep();
    receive(gateway.closed("moment-1", "moment", "u", clock.instant()), 920);
    clock.advance(config.grace());
    statuses.sweep();
    assertThat(statuses(List.of("moment"))).containsExactly(Map.entry("moment/u", "offline"));
    receive(gateway.opened("moment-2", "moment", "u", "u", clock.instant()), 920);
    sweeper.sweep();

    assertThat(said(List.of("moment")))
        .containsExactly(Map.entry("moment/u", List.of("online", "online")));
  }

  /** Nobody listens to the second partition. */
  private void tick(int seconds) {
    for (int second = 0; second < seconds; second++) {
      clock.advance(Duration.ofSeconds(1));
      listened(800);
      sweeper.sweep();
    }
  }

  private void listened(int... partitions) {
    Instant now = clock.instant();
    List<ListenedSpan> spans =
        IntStream.of(partitions).mapToObj(each -> new ListenedSpan(each, now, now)).toList();
    QuarkusTransaction.requiringNew().run(() -> connections.listened(spans));
  }

  /** A client that is idle for a moment, while others decide of its user, is in use in the end. */
  @Test
  void shouldCountTheLastWordWhateverIsDecidedMeanwhile() throws Exception {
    receive(new GatewayRecords("word").opened("word-1", "word", "u", "u", clock.instant()), 910);
    var failures = new ArrayList<Throwable>();
    var over = new AtomicBoolean();
    Thread decider =
        thread(
            failures,
            () -> {
              while (!over.get()) {
                sweeper.sweep();
              }
            });
    for (int round = 0; round < 60; round++) {
      say("word-1", Map.of("type", "idle"));
      say(
          "word-1",
          Map.of("type", "editing", "resourceType", "document", "resourceId", "d" + round));
    }
    over.set(true);
    decider.join();
    sweeper.sweep();

    assertThat(failures).isEmpty();
    assertThat(statuses(List.of("word"))).containsExactly(Map.entry("word/u", "online"));
  }

  private void say(String session, Map<String, Object> what) {
    ProducerRecord<byte[], byte[]> signal =
        GatewayRecords.signal("ACTIVITY", "word", "u", session, what, clock.instant());
    signals.consume(
        new ConsumerRecords<>(
            Map.of(
                new TopicPartition(ClientSignalConsumer.TOPIC, 1),
                List.of(GatewayRecords.received(signal, 1, 0))),
            Map.of()));
  }

  private void openAndClose(String gatewayId, String workspace, RandomGenerator random) {
    var gateway = new GatewayRecords(gatewayId);
    for (int i = 0; i < 25; i++) {
      String user = "u" + random.nextInt(3);
      String session = gatewayId + "-" + i;
      receive(gateway.opened(session, workspace, user, user, clock.instant()), 900);
      receive(gateway.closed(session, workspace, user, clock.instant()), 900);
    }
  }

  private static Thread thread(List<Throwable> failures, Runnable work) {
    return Thread.ofPlatform()
        .start(
            () -> {
              try {
                work.run();
              } catch (RuntimeException | Error e) {
                synchronized (failures) {
                  failures.add(e);
                }
              }
            });
  }

  private void receive(ProducerRecord<byte[], byte[]> record, int partition) {
    receive(List.of(record), partition);
  }

  private void receive(List<ProducerRecord<byte[], byte[]>> records, int partition) {
    consumer.consume(
        new ConsumerRecords<>(
            Map.of(
                new TopicPartition(GatewayEventConsumer.TOPIC, partition),
                records.stream()
                    .map(record -> GatewayRecords.received(record, partition, 0))
                    .toList()),
            Map.of()));
  }

  private static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  private Map<String, String> statuses(List<String> workspaces) throws SQLException {
    var found = new TreeMap<String, String>();
    query(
        "select workspace || '/' || user_id, status from user_presence where workspace = any (?)",
        workspaces,
        found::put);
    return found;
  }

  private Map<String, Boolean> reachable(List<String> workspaces) throws SQLException {
    var found = new TreeMap<String, Boolean>();
    query(
        "select workspace || '/' || user_id, reachable from user_presence where workspace = any (?)",
        workspaces,
        (person, reachable) -> found.put(person, reachable.equals("t")));
    return found;
  }

  private Map<String, String> counts(List<String> workspaces) throws SQLException {
    var found = new TreeMap<String, String>();
    query(
        "select workspace, online || ' ' || away || ' ' || busy from rosters where workspace = any (?)",
        workspaces,
        found::put);
    return found;
  }

  /** Without repetitions, which take back what was shown for a moment. */
  private Map<String, List<String>> announced(List<String> workspaces) throws SQLException {
    Map<String, List<String>> found = said(workspaces);
    found.replaceAll(
        (_, all) ->
            IntStream.range(0, all.size())
                .filter(i -> !all.get(i).equals(i == 0 ? "offline" : all.get(i - 1)))
                .mapToObj(all::get)
                .toList());
    found.values().removeIf(List::isEmpty);
    return found;
  }

  private Map<String, List<String>> said(List<String> workspaces) throws SQLException {
    var found = new TreeMap<String, List<String>>();
    query(
        """
        select (headers ->> 'ce_workspaceid') || '/' || (data::jsonb ->> 'userId'),
               data::jsonb ->> 'status'
        from outbox
        where headers ->> 'ce_workspaceid' = any (?) and headers ->> 'ce_channel' = 'workspace'
          and topic = 'presence.status.v1'
        order by id
        """,
        workspaces,
        (person, status) -> found.computeIfAbsent(person, key -> new ArrayList<>()).add(status));
    return found;
  }

  private void query(
      String sql, List<String> workspaces, java.util.function.BiConsumer<String, String> row)
      throws SQLException {
    try (var connection = database.getConnection();
        var select = connection.prepareStatement(sql)) {
      select.setArray(1, connection.createArrayOf("text", workspaces.toArray()));
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          row.accept(rows.getString(1), rows.getString(2));
        }
      }
    }
  }

  /** No scheduler, no consumer, no relay: the test does what they would do, when it wants. */
  public static final class ByHand implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          SettableClock.PROPERTY,
          "true",
          "quarkus.scheduler.enabled",
          "false",
          "tidings.outbox.enabled",
          "false",
          "tidings.presence.idle-after",
          "5s",
          "mp.messaging.incoming.gateway-connections.enabled",
          "false",
          "mp.messaging.incoming.client-signals.enabled",
          "false",
          "mp.messaging.incoming.contacts.enabled",
          "false");
    }
  }

  /** One random history, on the service and on the model. */
  private final class History {

    private final RandomGenerator random;
    private final int partition;
    private final PresenceModel model = new PresenceModel(config.grace(), config.idleAfter());
    private final List<Gateway> gateways = new ArrayList<>();
    private final List<PersonKey> people = new ArrayList<>();
    private final List<Sent> delivered = new ArrayList<>();
    private final List<String> workspaces;
    private final Map<String, PersonKey> openSessions = new TreeMap<>();
    private int nextSession;
    private Instant listenedSince = clock.instant();

    History(long seed) {
      random = random(seed);
      partition = Math.toIntExact(seed);
      workspaces = List.of("history-" + seed + "-a", "history-" + seed + "-b");
      workspaces.forEach(
          workspace -> {
            for (int user = 0; user < 3; user++) {
              people.add(new PersonKey(workspace, "u" + user));
            }
          });
      for (int gateway = 0; gateway < 3; gateway++) {
        addGateway();
      }
    }

    List<String> workspaces() {
      return workspaces;
    }

    void step() throws SQLException {
      switch (random.nextInt(27)) {
        case 0, 1, 2, 3 -> open();
        case 4, 5, 6 -> close();
        case 7, 8 -> gateways.forEach(Gateway::lease);
        case 9 -> endOne();
        case 10, 11, 12, 13, 14 -> deliverSome();
        case 15 -> redeliver();
        case 16, 17 -> clock.advance(Duration.ofMillis(random.nextLong(100, 3_000)));
        case 18, 19, 20 -> use();
        case 21 -> choose();
        case 22 -> stepTheClock();
        default -> sweepAtSomeProgress();
      }
    }

    /** Everything is delivered and swept while living gateways renew, until nothing is due. */
    void comeToRest() throws SQLException {
      for (int second = 0; second < 12; second++) {
        gateways.forEach(Gateway::lease);
        gateways.forEach(gateway -> gateway.deliver(Integer.MAX_VALUE));
        clock.advance(Duration.ofSeconds(1));
        sweep(clock.instant());
      }
    }

    /** Who is connected, as those know it who are: the open sessions of gateways that live. */
    Map<String, Boolean> truth() {
      var truth = new TreeMap<String, Boolean>();
      model.statuses().keySet().forEach(person -> truth.put(person, false));
      openSessions.values().forEach(person -> truth.put(PresenceModel.name(person), true));
      return truth;
    }

    private void addGateway() {
      gateways.add(new Gateway("gateway-" + partition + "-" + gateways.size()));
    }

    private void open() {
      Gateway gateway = any(gateways);
      if (gateway.living) {
        gateway.open(any(people), "session-" + partition + "-" + nextSession++);
      }
    }

    private void close() {
      Gateway gateway = any(gateways);
      if (gateway.living && !gateway.sessions.isEmpty()) {
        gateway.close(any(List.copyOf(gateway.sessions.keySet())));
      }
    }

    /** A client is used, or says that it isn't; the gateway may be heard of later. */
    private void use() {
      if (openSessions.isEmpty()) {
        return;
      }
      String session = any(List.copyOf(openSessions.keySet()));
      PersonKey person = openSessions.get(session);
      boolean isIdle = random.nextBoolean();
      Map<String, Object> what =
          isIdle
              ? Map.of("type", "idle")
              : Map.of("type", "editing", "resourceType", "document", "resourceId", "42");
      ProducerRecord<byte[], byte[]> signal =
          GatewayRecords.signal(
              "ACTIVITY", person.workspace(), person.userId(), session, what, clock.instant());
      signals.consume(
          new ConsumerRecords<>(
              Map.of(
                  new TopicPartition(ClientSignalConsumer.TOPIC, 0),
                  List.of(GatewayRecords.received(signal, 0, 0))),
              Map.of()));
      if (isIdle) {
        model.idle(session, person, clock.instant());
      } else {
        model.used(session, person, clock.instant());
      }
    }

    private void choose() {
      PersonKey person = any(people);
      Choice choice = any(List.of(Choice.values()));
      Visibility visibility = any(List.of(Visibility.values()));
      Instant until =
          random.nextBoolean() ? clock.instant().plusMillis(random.nextInt(1, 9_000)) : null;
      QuarkusTransaction.requiringNew()
          .run(
              () ->
                  statuses.choose(
                      person,
                      new PersonProfile("Name", null, null),
                      new PresenceWish(choice, until, null, null, visibility)));
      model.chosen(
          person, choice.value(), until, visibility == Visibility.WORKSPACE, clock.instant());
    }

    /**
     * The service's clock is set, forwards or back; who listens begins anew, as {@link
     * PartitionProgress} does.
     */
    private void stepTheClock() throws SQLException {
      sweep(clock.instant());
      boolean back = random.nextBoolean();
      Duration by = Duration.ofSeconds(random.nextInt(4, 900));
      clock.advance(back ? by.negated() : by);
      listenedSince = clock.instant();
      if (back) {
        model.setBack(clock.instant());
      }
      sweep(clock.instant());
    }

    private void endOne() {
      Gateway gateway = any(gateways);
      if (gateway.living && gateways.size() < 8) {
        gateway.end(random.nextBoolean());
        addGateway();
      }
    }

    private void deliverSome() {
      any(gateways).deliver(random.nextInt(1, 5));
    }

    private void redeliver() {
      if (!delivered.isEmpty()) {
        receive(any(delivered).record(), partition);
      }
    }

    /** At times the consumer is behind, at times it has only just caught up. */
    private void sweepAtSomeProgress() throws SQLException {
      Instant until = clock.instant().minusMillis(random.nextInt(4) == 0 ? 2_500 : 0);
      if (random.nextInt(8) == 0) {
        listenedSince = until;
      }
      sweep(until);
    }

    private void sweep(Instant until) throws SQLException {
      if (!until.isBefore(listenedSince)) {
        var span = new ListenedSpan(partition, listenedSince, until);
        QuarkusTransaction.requiringNew().run(() -> leases.sweep(List.of(span)));
        model.listened(span);
      }
      sweeper.sweep();
      model.swept(clock.instant());
      assertThat(statuses(workspaces)).isEqualTo(model.statuses());
    }

    private <T> T any(List<T> choices) {
      return choices.get(random.nextInt(choices.size()));
    }

    /** A record, and what it means to the model. */
    private record Sent(
        ProducerRecord<byte[], byte[]> record, boolean isClosing, Runnable meaning) {}

    /** One gateway process: what it publishes is delivered later, in its order. */
    private final class Gateway {

      private final String id;
      private final GatewayRecords records;
      private final Map<String, PersonKey> sessions = new HashMap<>();
      private final List<Sent> log = new ArrayList<>();

      /** What the model has still to be told of, together. */
      private final Map<String, PersonKey> closing = new HashMap<>();

      private int position;
      private boolean living = true;

      Gateway(String id) {
        this.id = id;
        this.records = new GatewayRecords(id);
      }

      void open(PersonKey person, String session) {
        sessions.put(session, person);
        openSessions.put(session, person);
        log.add(
            new Sent(
                records.opened(
                    session, person.workspace(), person.userId(), "Name", clock.instant()),
                false,
                () -> model.opened(id, session, person, clock.instant(), LEASE)));
      }

      void close(String session) {
        PersonKey person = sessions.remove(session);
        openSessions.remove(session);
        log.add(
            new Sent(
                records.closed(session, person.workspace(), person.userId(), clock.instant()),
                true,
                () -> closing.put(session, person)));
      }

      void lease() {
        if (living) {
          log.add(
              new Sent(
                  records.lease(Math.toIntExact(LEASE.toMillis()), clock.instant()),
                  false,
                  () -> model.renewed(id, clock.instant(), LEASE)));
        }
      }

      void end(boolean cleanly) {
        living = false;
        sessions.keySet().forEach(openSessions::remove);
        if (cleanly) {
          log.add(new Sent(records.stopped(clock.instant()), false, () -> model.stopped(id)));
        }
      }

      private void endClosing() {
        if (!closing.isEmpty()) {
          model.closed(id, closing, clock.instant(), LEASE);
          closing.clear();
        }
      }

      void deliver(int most) {
        List<Sent> batch =
            log.subList(position, (int) Math.min((long) position + most, log.size()));
        receive(batch.stream().map(Sent::record).toList(), partition);
        for (Sent sent : batch) {
          if (!sent.isClosing()) {
            endClosing();
          }
          sent.meaning().run();
        }
        endClosing();
        delivered.addAll(batch);
        position += batch.size();
      }
    }
  }
}
