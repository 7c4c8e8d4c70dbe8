package dev.tidings.e2e.fault;

import static java.time.Duration.ofSeconds;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.e2e.support.EndToEnd;
import dev.tidings.e2e.support.Json;
import dev.tidings.e2e.support.ManagedProcess;
import dev.tidings.e2e.support.Replica;
import dev.tidings.e2e.support.TestUser;
import dev.tidings.e2e.support.TidingsSystem;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Two presence-services share the gateways' log (R-P4). One is killed and started anew, one is
 * asked to end, while gateways come, die and stop and people come and go: in the end everybody's
 * status is the one that follows from the connections, and nobody who stayed was shown offline, not
 * for a moment. Gateways are only what they say in the log.
 */
@EndToEnd
@Order(Faults.PRESENCE_REPLICAS)
@EnabledOnOs(value = OS.LINUX, disabledReason = "reads how a process was started from /proc")
class PresenceReplicasTest {

  private static final Path LOG = Path.of("target", "presence-service-replica.log");
  private static final String WORKSPACE = "presence-replicas";
  private static final String CONNECTIONS = "gateway.connection.v1";
  private static final String STATUS = "presence.status.v1";
  private static final int PEOPLE = 40;

  /** Who is always connected: some at one gateway, some at another one every now and then. */
  private static final int STAY = 8;

  private static final int STEPS = 80;
  private static final Duration LEASE = ofSeconds(6);
  private static final Duration REST = ofSeconds(60);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final TidingsSystem system;
  private final RandomGenerator random =
      RandomGeneratorFactory.of("L64X128MixRandom").create(20_260_131);
  private final List<Gateway> gateways = new ArrayList<>();

  PresenceReplicasTest(TidingsSystem system) {
    this.system = system;
  }

  @Test
  void shouldComeToWhatIsTrueAndShowNobodyOfflineWhoStays() {
    TestUser reader = system.user("reader", WORKSPACE);
    IntStream.range(0, 4).forEach(i -> gateways.add(new Gateway()));
    IntStream.range(0, STAY).forEach(user -> gateways.getFirst().open(user));
    ManagedProcess first = system.process("presence-service");
    try (var leases = Executors.newSingleThreadScheduledExecutor();
        Replica second = Replica.startBeside(system, first, LOG, Map.of())) {
      leases.scheduleWithFixedDelay(this::renewLeases, 0, LEASE.toMillis() / 3, MILLISECONDS);
      live(STEPS);
      ManagedProcess victim = system.kill("presence-service");
      live(STEPS);
      system.awaitReplacement(victim);
      live(STEPS);
      awaitTruth(reader, second.address());
      awaitTruth(reader, system.address("presence-service"));

      second.terminate();
      live(STEPS);
      assertThat(second.exitCode()).isIn(0, 143);
      awaitTruth(reader, system.address("presence-service"));
    }

    assertThat(shownOffline()).isNotEmpty().noneMatch(user -> number(user) < STAY);
    gateways.forEach(Gateway::stop);
  }

  private synchronized void renewLeases() {
    gateways.forEach(Gateway::renew);
  }

  private synchronized void step() {
    switch (random.nextInt(20)) {
      case 0 -> move(random.nextInt(STAY / 2, STAY));
      case 1 -> loseOne();
      default -> comeOrGo(random.nextInt(STAY, PEOPLE));
    }
  }

  /** Some seconds in which everything happens. */
  private void live(int steps) {
    for (int step = 0; step < steps; step++) {
      step();
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
    system.topics().flush();
  }

  /** Somebody leaves a gateway and is back at another one at once. */
  private void move(int user) {
    Gateway to = gateways.get(random.nextInt(gateways.size()));
    List<Gateway> from =
        gateways.stream().filter(gateway -> gateway.sessions.containsKey(user)).toList();
    if (from.contains(to)) {
      return;
    }
    from.forEach(gateway -> gateway.close(user));
    to.open(user);
  }

  private void comeOrGo(int user) {
    Gateway gateway = gateways.get(random.nextInt(gateways.size()));
    if (gateway.sessions.containsKey(user)) {
      gateway.close(user);
    } else {
      gateway.open(user);
    }
  }

  /** A gateway that has nobody of those who stay dies, or stops; a new one takes its place. */
  private void loseOne() {
    Gateway lost = gateways.get(random.nextInt(gateways.size()));
    if (gateways.indexOf(lost) == 0
        || lost.sessions.keySet().stream().anyMatch(user -> user < STAY)) {
      return;
    }
    gateways.remove(lost);
    if (random.nextBoolean()) {
      lost.stop();
    }
    gateways.add(new Gateway());
  }

  private void awaitTruth(TestUser reader, URI replica) {
    await("the truth at " + replica)
        .atMost(REST)
        .pollInterval(Duration.ofMillis(250))
        .untilAsserted(() -> assertThat(statuses(reader.at(replica))).isEqualTo(truth()));
  }

  private Map<String, String> truth() {
    var truth = new TreeMap<String, String>();
    for (int user = 0; user < PEOPLE; user++) {
      int each = user;
      boolean isThere = gateways.stream().anyMatch(gateway -> gateway.sessions.containsKey(each));
      truth.put(name(user), isThere ? "online" : "offline");
    }
    return truth;
  }

  private static Map<String, String> statuses(TestUser reader) {
    var statuses = new TreeMap<String, String>();
    List<String> all = IntStream.range(0, PEOPLE).mapToObj(PresenceReplicasTest::name).toList();
    reader
        .post("/api/users/presence/lookup", Map.of("userIds", all))
        .expect(200)
        .json()
        .path("items")
        .forEach(item -> statuses.put(item.path("userId").asText(), item.path("status").asText()));
    String page =
        reader
            .get("/api/realtime/online-users?limit=200")
            .expect(200)
            .json()
            .path("items")
            .findValuesAsText("userId")
            .toString();
    assertThat(page)
        .isEqualTo(
            statuses.keySet().stream()
                .filter(user -> statuses.get(user).equals("online"))
                .toList()
                .toString());
    return statuses;
  }

  /** Who was ever told to be offline. */
  private TreeSet<String> shownOffline() {
    var offline = new TreeSet<String>();
    system.topics().readAll(STATUS).stream()
        .filter(each -> WORKSPACE.equals(each.header("ce_workspaceid")))
        .filter(each -> "PRESENCE_UPDATE".equals(each.header("ce_type")))
        .filter(each -> !each.data().path("isOnline").asBoolean())
        .forEach(each -> offline.add(each.data().path("userId").asText()));
    return offline;
  }

  private static String name(int user) {
    return "person-%02d".formatted(user);
  }

  private static int number(String name) {
    return Integer.parseInt(name.substring(name.indexOf('-') + 1));
  }

  /** What a gateway says of itself and its connections, in its order. */
  private final class Gateway {

    private final String id = new UUID(random.nextLong(), random.nextLong()).toString();
    private final Map<Integer, String> sessions = new HashMap<>();

    Gateway() {
      renew();
    }

    void renew() {
      say(
          "GATEWAY_LEASE",
          "tidings",
          "gateway:" + id,
          Map.of("leaseMs", LEASE.toMillis(), "connections", sessions.size()));
    }

    void open(int user) {
      sessions.put(user, new UUID(random.nextLong(), random.nextLong()).toString());
      connection("CONNECTION_OPENED", user, Map.of());
    }

    void close(int user) {
      connection("CONNECTION_CLOSED", user, Map.of("reason", "closed-1000"));
      sessions.remove(user);
    }

    void stop() {
      say("GATEWAY_STOPPED", "tidings", "gateway:" + id, Map.of());
    }

    private void connection(String type, int user, Map<String, Object> more) {
      var data = new HashMap<>(more);
      data.put("sessionId", sessions.get(user));
      data.put("userId", name(user));
      say(type, WORKSPACE, "user:" + name(user), data);
    }

    private void say(String type, String workspace, String channel, Map<String, ?> more) {
      String now = TIME.format(Instant.now());
      var data = new HashMap<String, Object>(more);
      data.put("gatewayId", id);
      data.put("at", now);
      system
          .topics()
          .publishLater(
              CONNECTIONS,
              id,
              Map.of(
                  "ce_specversion",
                  "1.0",
                  "ce_id",
                  UUID.randomUUID().toString(),
                  "ce_source",
                  "/gateway",
                  "ce_type",
                  type,
                  "ce_time",
                  now,
                  "ce_workspaceid",
                  workspace,
                  "ce_channel",
                  channel,
                  "content-type",
                  "application/json"),
              Json.write(data));
    }
  }
}
