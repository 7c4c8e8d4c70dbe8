package dev.tidings.bench.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A figure that Tidings is meant to reach, and whether it did.
 *
 * @param scenario where it was measured
 * @param what the figure
 * @param wanted its limit, with the unit
 * @param measured the same, measured
 * @param met whether it is within the limit
 */
public record Aim(String scenario, String what, String wanted, String measured, boolean met) {

  private static final String OURS = "tidings";
  private static final double CONNECTIONS_PER_SECOND = 3_000;
  private static final long BYTES_PER_CONNECTION = 10_000;

  /** CPU per delivery, as a multiple of the others'. */
  private static final Map<String, Double> CPU_RATIOS =
      new TreeMap<>(Map.of("socketio", 0.7, "nchan", 1.1));

  private static final Set<String> COMPARED = Set.of("fanout", "fanout-max", "channels-max");
  private static final long STEADY_MICROS = 25_000;
  private static final long BROADCAST_MICROS = 100_000;
  private static final double STALLED_RATIO = 1.2;
  private static final long STALLED_BYTES = 64 << 20;

  /** The pace of a draining gateway, and what a second that begins anywhere may have more. */
  private static final double DRAIN_PER_SECOND = 500 * 1.1;

  /** What the launcher gives a gateway for it, and a second of the clients'. */
  private static final double DRAIN_SECONDS = 8 + 1;

  private static final double WRITE_RATIO = 0.5;
  private static final double SAME_COST = 0.1;
  private static final long MESSAGE_MICROS = 50_000;
  private static final double CAUGHT_UP_SECONDS = 60;
  private static final double INGEST_RATIO = 0.4;
  private static final double OVERVIEW_MILLIS = 300;
  private static final long NOTIFIED_MICROS = 100_000;

  /** Of the scenarios that were run with Tidings. */
  public static List<Aim> of(List<Result> results) {
    var aims = new ArrayList<Aim>();
    var rounds = new Rounds(results.stream().filter(each -> each.target().equals(OURS)).toList());
    rounds
        .middles(IdleResult.class, Comparator.comparingLong(IdleResult::bytesPerConnection))
        .forEach(each -> idle(each, aims));
    List<DeliveryResult> deliveries =
        rounds.middles(
            DeliveryResult.class, Comparator.comparingLong(each -> each.dueLatencyMicros().p99()));
    compared(
        new Rounds(results)
            .middles(
                DeliveryResult.class,
                Comparator.comparingDouble(DeliveryResult::serverMicrosPerDelivery)),
        aims);
    latency(deliveries, "steady", STEADY_MICROS).ifPresent(aims::add);
    latency(deliveries, "broadcast", BROADCAST_MICROS).ifPresent(aims::add);
    latency(deliveries, "read", MESSAGE_MICROS).ifPresent(aims::add);
    stalled(deliveries, aims);
    rounds
        .middles(ReturnResult.class, Comparator.comparingDouble(ReturnResult::secondsUntilAllBack))
        .forEach(each -> returned(each, aims));
    rounds
        .middles(WriteResult.class, Comparator.comparingDouble(WriteResult::ratio))
        .forEach(each -> written(each, aims));
    rounds
        .middles(PresenceResult.class, Comparator.comparingLong(PresenceResult::frames))
        .forEach(each -> presence(each, aims));
    rounds.middles(IngestResult.class, Comparator.comparingDouble(IngestResult::ratio)).stream()
        .filter(each -> each.scenario().equals("ingest"))
        .forEach(each -> ingested(each, aims));
    rounds.middles(ReportResult.class, Comparator.comparingDouble(ReportResult::millis)).stream()
        .filter(each -> each.report().equals("overview"))
        .forEach(each -> reported(each, aims));
    rounds
        .middles(
            NotificationResult.class,
            Comparator.comparingLong(result -> result.answerMicros().p50()))
        .stream()
        .filter(each -> each.bareMicros() != null)
        .forEach(each -> notified(each, aims));
    costs(rounds.middles(CostResult.class, Comparator.comparingDouble(CostResult::walBytes)), aims);
    return aims;
  }

  private static void written(WriteResult result, List<Aim> aims) {
    aims.add(
        new Aim(
            result.scenario(),
            "published messages / bare statements",
            "≥ %.1f".formatted(WRITE_RATIO),
            "%.2f".formatted(result.ratio()),
            result.ratio() >= WRITE_RATIO));
  }

  private static void presence(PresenceResult result, List<Aim> aims) {
    aims.add(
        new Aim(
            result.scenario(),
            "frames, 200 a client at first and two a tick at most",
            "≤ %,d".formatted(result.bound()),
            "%,d".formatted(result.frames()),
            result.frames() <= result.bound()));
    aims.add(
        new Aim(
            result.scenario(),
            "wrong at the end, gaps",
            "0, 0",
            "%,d, %,d".formatted(result.wrong(), result.gaps()),
            result.wrong() == 0 && result.gaps() == 0));
    aims.add(
        new Aim(
            result.scenario(),
            "no service is behind after",
            "≤ %.0f s".formatted(CAUGHT_UP_SECONDS),
            "%.1f s".formatted(result.secondsUntilCaughtUp()),
            result.secondsUntilCaughtUp() >= 0
                && result.secondsUntilCaughtUp() <= CAUGHT_UP_SECONDS));
  }

  private static void ingested(IngestResult result, List<Aim> aims) {
    aims.add(
        new Aim(
            result.scenario(),
            "stored hits / COPY",
            "≥ %.1f".formatted(INGEST_RATIO),
            "%.2f".formatted(result.ratio()),
            result.ratio() >= INGEST_RATIO));
  }

  private static void reported(ReportResult result, List<Aim> aims) {
    aims.add(
        new Aim(
            result.scenario(),
            "overview of 30 days",
            "< %.0f ms".formatted(OVERVIEW_MILLIS),
            "%.0f ms".formatted(result.millis()),
            result.millis() < OVERVIEW_MILLIS));
  }

  private static void notified(NotificationResult result, List<Aim> aims) {
    aims.add(
        new Aim(
            result.scenario(),
            "p99 " + result.what() + ", committed",
            "< " + millis(NOTIFIED_MICROS),
            millis(result.answerMicros().p99()),
            result.answerMicros().p99() < NOTIFIED_MICROS));
  }

  private static void costs(List<CostResult> results, List<Aim> aims) {
    if (results.size() < 2) {
      return;
    }
    CostResult small = results.getFirst();
    CostResult large = results.getLast();
    same("WAL bytes per message", large.walBytes() / small.walBytes(), aims);
    same("statements per message", large.statements() / small.statements(), aims);
  }

  private static void same(String what, double ratio, List<Aim> aims) {
    aims.add(
        new Aim(
            "cost",
            what + ", large / small room",
            "%.1f to %.1f".formatted(1 - SAME_COST, 1 + SAME_COST),
            "%.2f".formatted(ratio),
            Math.abs(ratio - 1) <= SAME_COST));
  }

  private static void compared(List<DeliveryResult> results, List<Aim> aims) {
    for (DeliveryResult ours : results) {
      if (ours.target().equals(OURS) && COMPARED.contains(ours.scenario())) {
        CPU_RATIOS.forEach(
            (peer, most) ->
                results.stream()
                    .filter(each -> each.scenario().equals(ours.scenario()))
                    .filter(each -> each.target().equals(peer))
                    .forEach(theirs -> aims.add(compared(ours, theirs, most))));
      }
    }
  }

  private static Aim compared(DeliveryResult ours, DeliveryResult theirs, double most) {
    double ratio = ours.serverMicrosPerDelivery() / theirs.serverMicrosPerDelivery();
    return new Aim(
        ours.scenario(),
        "CPU per delivery, × " + theirs.target(),
        "≤ %.1f".formatted(most),
        "%.2f".formatted(ratio),
        ratio <= most);
  }

  private static void idle(IdleResult result, List<Aim> aims) {
    aims.add(
        new Aim(
            result.scenario(),
            "connections/s, tokens verified",
            "≥ %,.0f".formatted(CONNECTIONS_PER_SECOND),
            "%,.0f".formatted(result.connectionsPerSecond()),
            result.connectionsPerSecond() >= CONNECTIONS_PER_SECOND));
    aims.add(
        new Aim(
            result.scenario(),
            "bytes per connection",
            "≤ %,d".formatted(BYTES_PER_CONNECTION),
            "%,d".formatted(result.bytesPerConnection()),
            result.bytesPerConnection() >= 0
                && result.bytesPerConnection() <= BYTES_PER_CONNECTION));
  }

  private static Optional<Aim> latency(
      List<DeliveryResult> results, String scenario, long mostMicros) {
    return find(results, scenario)
        .map(each -> each.dueLatencyMicros().p99())
        .map(
            p99 ->
                new Aim(scenario, "p99", "< " + millis(mostMicros), millis(p99), p99 < mostMicros));
  }

  private static void stalled(List<DeliveryResult> results, List<Aim> aims) {
    Optional<DeliveryResult> without = find(results, "stalled-0");
    Optional<DeliveryResult> with = find(results, "stalled-1");
    if (without.isEmpty() || with.isEmpty()) {
      return;
    }
    double ratio =
        (double) with.get().dueLatencyMicros().p99() / without.get().dueLatencyMicros().p99();
    long growth = growth(with.get()) - growth(without.get());
    aims.add(
        new Aim(
            "stalled",
            "the others' p99, with / without",
            "≤ %.1f".formatted(STALLED_RATIO),
            "%.2f".formatted(ratio),
            ratio <= STALLED_RATIO));
    aims.add(
        new Aim(
            "stalled",
            "memory for the stalled reader",
            "≤ %d MB".formatted(STALLED_BYTES >> 20),
            "%d MB".formatted(growth >> 20),
            growth <= STALLED_BYTES));
  }

  private static long growth(DeliveryResult result) {
    return result.serverBytesAfter() - result.serverBytesBefore();
  }

  private static void returned(ReturnResult result, List<Aim> aims) {
    long lost = result.faults().lost();
    aims.add(new Aim(result.scenario(), "messages lost", "0", "%,d".formatted(lost), lost == 0));
    if (result.scenario().equals("drain")) {
      long attempts = result.returns().attemptsPerSecond();
      aims.add(
          new Aim(
              result.scenario(),
              "most reconnects in a second",
              "≤ %.0f".formatted(DRAIN_PER_SECOND),
              "%,d".formatted(attempts),
              attempts <= DRAIN_PER_SECOND));
      aims.add(
          new Aim(
              result.scenario(),
              "everybody has left after",
              "≤ %.0f s".formatted(DRAIN_SECONDS),
              "%.1f s".formatted(result.secondsUntilAllGone()),
              result.secondsUntilAllGone() <= DRAIN_SECONDS));
    }
  }

  private static Optional<DeliveryResult> find(List<DeliveryResult> results, String scenario) {
    return results.stream().filter(each -> each.scenario().equals(scenario)).findFirst();
  }

  private static String millis(long micros) {
    return "%.1f ms".formatted(micros / 1000.0);
  }
}
