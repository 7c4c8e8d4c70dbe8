package dev.tidings.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.bench.audience.AudiencePlan;
import dev.tidings.bench.measure.Faults;
import dev.tidings.bench.report.DeliveryResult;
import dev.tidings.bench.support.Fault;
import dev.tidings.bench.support.FaultyServer;
import dev.tidings.bench.support.FaultyServer.Cut;
import dev.tidings.bench.support.FaultyServer.Plan;
import dev.tidings.bench.wire.ClientLoop;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A load generator is worth what it notices: every mistake of a server is reported, exactly. */
class FaultsAreCountedTest {

  private static final int SUBSCRIBERS = 10;
  private static final double RATE = 200;
  private static final Duration TIMED = Duration.ofMillis(300);
  private static final int MESSAGES = 60;

  /** The faulty server has handed everything to the kernel before publishing returns. */
  private static final Duration PATIENCE = Duration.ofMillis(600);

  private final ClientLoop loop = new ClientLoop();
  private final Workbench bench = new Workbench(loop, 200, Duration.ZERO, PATIENCE);

  @AfterEach
  void close() {
    loop.close();
  }

  private DeliveryResult run(FaultyServer server, AudiencePlan plan, Pace pace)
      throws InterruptedException {
    try (server) {
      return new DeliveryRun("test", plan, pace, Duration.ZERO, TIMED).run(server, bench);
    }
  }

  private DeliveryResult run(Plan faults, Cut cut) throws InterruptedException {
    return run(
        new FaultyServer(faults, cut),
        AudiencePlan.simple("ch", SUBSCRIBERS, 1),
        new Pace.PerSecond(RATE));
  }

  @ParameterizedTest
  @EnumSource(Cut.class)
  void shouldFindNothingWrongWithACorrectServerHoweverItCutsItsFrames(Cut cut) throws Exception {
    DeliveryResult result = run((subscriber, message) -> Fault.NONE, cut);

    assertThat(result.isClean()).as("%s", result).isTrue();
    assertThat(result.published()).isEqualTo(MESSAGES);
    assertThat(result.deliveries()).isEqualTo(SUBSCRIBERS * MESSAGES);
    assertThat(result.latencyMicros().count()).isEqualTo(SUBSCRIBERS * MESSAGES);
    assertThat(result.latencyMicros().max()).isGreaterThanOrEqualTo(result.latencyMicros().p50());
    assertThat(result.bytesPerDelivery()).isGreaterThan(200);
  }

  @Test
  void shouldReportOneFaultOfEachKindAsExactlyThat() throws Exception {
    var made = new EnumMap<Fault, Integer>(Fault.class);
    List<Fault> faults =
        List.of(Fault.LOSE, Fault.DOUBLE, Fault.SWAP, Fault.GARBLE, Fault.MISROUTE, Fault.STALE);

    DeliveryResult result =
        run(
            (subscriber, message) -> {
              if (message != 40 || subscriber >= faults.size()) {
                return Fault.NONE;
              }
              made.put(faults.get(subscriber), 1);
              return faults.get(subscriber);
            },
            Cut.WHOLE);

    assertThat(made).hasSameSizeAs(faults);
    assertThat(result.faults()).isEqualTo(counted(made));
    assertThat(result.isClean()).isFalse();
  }

  @Test
  void shouldReportRandomFaultsExactly() throws Exception {
    long seed = new Random().nextLong();
    var made = new EnumMap<Fault, Integer>(Fault.class);
    Plan plan = randomFaults(new Random(seed), made);

    DeliveryResult result = run(plan, Cut.WHOLE);

    assertThat(result.faults()).as("seed %d", seed).isEqualTo(counted(made));
    assertThat(made).as("seed %d", seed).isNotEmpty();
  }

  /** A message before the last and after a fault-free one, so that a swap is a swap of two. */
  private static Plan randomFaults(Random random, Map<Fault, Integer> made) {
    Fault[] faults = {
      Fault.LOSE, Fault.DOUBLE, Fault.SWAP, Fault.GARBLE, Fault.MISROUTE, Fault.STALE
    };
    return (subscriber, message) -> {
      if (message % 3 != 1 || message == MESSAGES - 1 || random.nextInt(4) > 0) {
        return Fault.NONE;
      }
      Fault fault = faults[random.nextInt(faults.length)];
      made.merge(fault, 1, Integer::sum);
      return fault;
    };
  }

  /** What can't be read, or is for somebody else, has not arrived where it belongs either. */
  private static Faults counted(Map<Fault, Integer> made) {
    int garbled = made.getOrDefault(Fault.GARBLE, 0);
    int misrouted = made.getOrDefault(Fault.MISROUTE, 0);
    return new Faults(
        made.getOrDefault(Fault.LOSE, 0) + garbled + misrouted,
        made.getOrDefault(Fault.DOUBLE, 0),
        made.getOrDefault(Fault.SWAP, 0),
        misrouted,
        made.getOrDefault(Fault.STALE, 0),
        garbled);
  }

  @Test
  void shouldReportAClosedConnectionAndWhatItMissed() throws Exception {
    DeliveryResult result =
        run(
            (subscriber, message) -> subscriber == 3 && message == 10 ? Fault.CLOSE : Fault.NONE,
            Cut.WHOLE);

    assertThat(result.closures()).isEqualTo(Map.of("closed with 4003", 1));
    assertThat(result.faults()).isEqualTo(new Faults(MESSAGES - 10, 0, 0, 0, 0, 0));
  }

  @Test
  void shouldReportThoseThatNeverGotIn() throws Exception {
    DeliveryResult result =
        run(
            FaultyServer.refusingTheLast(SUBSCRIBERS),
            AudiencePlan.simple("ch", SUBSCRIBERS, 1),
            new Pace.PerSecond(RATE));

    assertThat(result.refusals()).isEqualTo(Map.of("refused with 403", 1));
    assertThat(result.isClean()).isFalse();
  }

  @Test
  void shouldCountASequenceForEachOfManyChannels() throws Exception {
    DeliveryResult result =
        run(
            new FaultyServer(
                (subscriber, message) -> subscriber == 4 && message == 2 ? Fault.LOSE : Fault.NONE,
                Cut.WHOLE),
            AudiencePlan.simple("ch", SUBSCRIBERS, SUBSCRIBERS),
            new Pace.PerSecond(RATE));

    assertThat(result.published()).isEqualTo(MESSAGES);
    assertThat(result.deliveries()).isEqualTo(MESSAGES - 1);
    assertThat(result.faults()).isEqualTo(new Faults(1, 0, 0, 0, 0, 0));
  }

  @Test
  void shouldPublishInAClosedLoopNoFasterThanIsDelivered() throws Exception {
    DeliveryResult result =
        run(
            FaultyServer.correct(),
            AudiencePlan.simple("ch", SUBSCRIBERS, 1),
            new Pace.InFlight(4));

    assertThat(result.isClean()).as("%s", result).isTrue();
    assertThat(result.deliveries()).isEqualTo(result.published() * SUBSCRIBERS);
    assertThat(result.rate()).isZero();
  }

  @Test
  void shouldGiveAClosedLoopUpWhenNothingIsDeliveredAnyMore() throws Exception {
    DeliveryResult result =
        run(
            new FaultyServer(
                (subscriber, message) -> message < 10 ? Fault.NONE : Fault.LOSE, Cut.WHOLE),
            AudiencePlan.simple("ch", 1, 1),
            new Pace.InFlight(4));

    assertThat(result.gaveUp()).isTrue();
    assertThat(result.published()).isEqualTo(14);
    assertThat(result.faults()).isEqualTo(new Faults(4, 0, 0, 0, 0, 0));
  }

  @Test
  void shouldLeaveTheStalledReaderOutOfTheOthersCounts() throws Exception {
    DeliveryResult result =
        run(
            FaultyServer.correct(),
            AudiencePlan.simple("ch", SUBSCRIBERS, 1).withStalled(1),
            new Pace.PerSecond(RATE));

    assertThat(result.isClean()).as("%s", result).isTrue();
    assertThat(result.deliveries()).isEqualTo((SUBSCRIBERS - 1) * MESSAGES);
    assertThat(result.stalled()).isEqualTo("still connected");
  }
}
