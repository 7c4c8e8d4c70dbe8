package dev.tidings.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.e2e.support.EndToEnd;
import dev.tidings.e2e.support.ManagedProcess;
import dev.tidings.e2e.support.TestUser;
import dev.tidings.e2e.support.TidingsSystem;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * Two gateways, killed and restarted under the feet of clients that lose their connections anyway
 * (R-G8, R-G12, R-X8): every client ends with exactly the events of its channels, each once and in
 * order, or was told of a loss, and only if there was one.
 */
@EndToEnd
@Order(Faults.FLEET)
class GatewayFleetTest {

  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final Duration DISTURBANCE = Duration.ofMillis(120);

  private final TidingsSystem system;
  private final List<URI> gateways;

  GatewayFleetTest(TidingsSystem system) {
    this.system = system;
    gateways = List.of(system.address("gateway"), system.address("gateway-2"));
  }

  @Test
  void shouldLoseAndRepeatNothingWhileGatewaysAreKilledAndRestarted() throws Exception {
    long seed = Long.getLong("tidings.e2e.seed", System.nanoTime());
    var random = new Random(seed);
    String workspace = "fleet";
    // The workspace is a channel that gateways subscribe everybody to by themselves.
    List<String> channels = new ArrayList<>(channels(9));
    channels.add("workspace");
    List<ResumingClient> clients = clients(workspace, 8, channels, random);
    try (var events = NumberedEvents.start(system, workspace, channels, 500);
        var disturbance = new Disturbance(clients, random)) {
      awaitThat(clients, ResumingClient::isSubscribed);
      replace(system.terminate("gateway"), clients);
      replace(system.kill("gateway-2"), clients);
      disturbance.stop();
      Map<String, Long> last = events.finish();
      awaitThat(clients, client -> client.hasAll(last));
    } catch (AssertionError e) {
      throw new AssertionError("with seed " + seed, e);
    } finally {
      clients.forEach(ResumingClient::close);
    }

    assertThat(clients.stream().flatMap(client -> client.faults().stream()))
        .as("what should not be, with seed %d", seed)
        .isEmpty();
    assertThat(clients.stream().mapToInt(ResumingClient::replayed).sum()).isPositive();
    System.out.printf(
        "Two gateways killed and restarted, seed %d: %d connections, %d resumed subscriptions, %d events replayed, %d losses told%n",
        seed,
        clients.stream().mapToInt(ResumingClient::connections).sum(),
        clients.stream().mapToInt(ResumingClient::resumed).sum(),
        clients.stream().mapToInt(ResumingClient::replayed).sum(),
        clients.stream().mapToInt(ResumingClient::refused).sum());
  }

  @Test
  void shouldDrainAtThePaceWithoutLosingAnEvent() throws Exception {
    String workspace = "drain";
    List<String> channels = channels(1);
    // All at the first gateway; the second is where they can go.
    var atFirst = new ArrayList<>(List.of(gateways.getFirst()));
    List<ResumingClient> clients = new ArrayList<>();
    for (int i = 0; i < TidingsSystem.DRAIN_PACE * 3; i++) {
      TestUser user = system.user("guest-" + i % 20, workspace);
      clients.add(new ResumingClient(user, atFirst, channels, i).start());
    }
    try (var events = NumberedEvents.start(system, workspace, channels, 10)) {
      awaitThat(clients, ResumingClient::isSubscribed);
      atFirst.set(0, gateways.getLast());
      ManagedProcess stopped = system.terminate("gateway");
      awaitThat(clients, client -> !client.farewells().isEmpty());
      TidingsSystem.awaitEnd(stopped);
      awaitThat(clients, client -> client.connections() > 1 && client.resumed() > 0);
      Map<String, Long> last = events.finish();
      awaitThat(clients, client -> client.hasAll(last));
      system.awaitReplacement(stopped);
    } finally {
      clients.forEach(ResumingClient::close);
    }

    assertThat(clients.stream().flatMap(client -> client.faults().stream())).isEmpty();
    assertThat(clients).allMatch(client -> client.refused() == 0);
    List<Long> turns =
        clients.stream().map(client -> turn(client.farewells().getFirst())).sorted().toList();
    // The clock of the frames is read a moment after that of the drain's plan.
    for (int i = TidingsSystem.DRAIN_PACE; i < turns.size(); i++) {
      assertThat(turns.get(i) - turns.get(i - TidingsSystem.DRAIN_PACE))
          .as("milliseconds for %d turns to connect", TidingsSystem.DRAIN_PACE)
          .isGreaterThanOrEqualTo(800);
    }
  }

  /** When a client was asked to connect again, in milliseconds of the gateway's clock. */
  private static long turn(JsonNode farewell) {
    return Instant.parse(farewell.path("timestamp").asText()).toEpochMilli()
        + farewell.at("/data/afterMs").asLong();
  }

  private void replace(ManagedProcess victim, List<ResumingClient> clients) {
    system.awaitReplacement(victim);
    assertThat(clients.stream().flatMap(client -> client.faults().stream())).isEmpty();
  }

  private List<ResumingClient> clients(
      String workspace, int count, List<String> channels, Random random) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                new ResumingClient(
                        system.user("client-" + i, workspace),
                        gateways,
                        channels,
                        random.nextLong())
                    .start())
        .toList();
  }

  private static List<String> channels(int count) {
    return IntStream.range(0, count).mapToObj(i -> "campaign:numbers-" + i).toList();
  }

  private static void awaitThat(List<ResumingClient> clients, Predicate<ResumingClient> condition) {
    try {
      await().atMost(PATIENCE).until(() -> clients.stream().allMatch(condition));
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(
          "These are not there yet: "
              + clients.stream().filter(condition.negate()).limit(5).toList()
              + " faults "
              + clients.stream().flatMap(client -> client.faults().stream()).limit(5).toList(),
          e);
    }
  }

  /** Takes the connection of some client every now and then. */
  private static final class Disturbance implements AutoCloseable {
    private final List<ResumingClient> clients;
    private final Random random;
    private final Thread thread = Thread.ofVirtual().unstarted(this::run);
    private volatile boolean running = true;

    private Disturbance(List<ResumingClient> clients, Random random) {
      this.clients = clients;
      this.random = random;
      thread.start();
    }

    private void run() {
      while (running) {
        LockSupport.parkNanos(random.nextLong(2 * DISTURBANCE.toNanos()));
        clients.get(random.nextInt(clients.size())).loseConnection();
      }
    }

    private void stop() {
      running = false;
    }

    @Override
    public void close() {
      stop();
    }
  }
}
