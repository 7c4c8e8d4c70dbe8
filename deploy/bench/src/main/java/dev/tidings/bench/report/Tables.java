package dev.tidings.bench.report;

import dev.tidings.bench.audience.Audience;
import dev.tidings.bench.measure.Faults;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Results as Markdown tables. Of several rounds a table has the one in the middle. */
public final class Tables {

  private static final int MEGA = 1_000_000;

  private final Rounds rounds;

  /** Of all results, in the order in which they came. */
  public Tables(List<Result> results) {
    this.rounds = new Rounds(results);
  }

  /** The tables that there is something for. */
  public String render() {
    return Stream.of(
            writes(),
            costs(),
            ingests(),
            reports(),
            notifications(),
            deliveries(),
            idle(),
            returns(),
            presences())
        .filter(table -> !table.isEmpty())
        .collect(Collectors.joining("\n"));
  }

  /** What was to be reached. */
  public static String render(List<Aim> aims) {
    var table = new Table(List.of("scenario", "aim", "wanted", "measured", ""));
    for (Aim each : aims) {
      table.add(
          List.of(
              each.scenario(),
              each.what(),
              each.wanted(),
              each.measured(),
              each.met() ? "met" : "MISSED"));
    }
    return table.render();
  }

  private String writes() {
    var table =
        new Table(
            List.of(
                "scenario",
                "connections × rooms",
                "stored/s",
                "published/s",
                "bare statements/s",
                "by",
                "published / bare",
                "answer p50 ms",
                "p99 ms",
                "lost, doubled, refused",
                "service CPU µs/message",
                "PostgreSQL and Kafka",
                "whole machine",
                "bare statement",
                "limit"));
    for (WriteResult each :
        rounds.middles(WriteResult.class, Comparator.comparingDouble(WriteResult::ratio))) {
      table.add(
          List.of(
              each.scenario(),
              "%d × %d".formatted(each.connections(), each.rooms()),
              "%,.0f".formatted(each.storedPerSecond()),
              "%,.0f".formatted(each.publishedPerSecond()),
              "%,.0f".formatted(each.barePerSecond()),
              each.bare(),
              "%.2f".formatted(each.ratio()),
              millis(each.answerMicros().p50()),
              millis(each.answerMicros().p99()),
              "%,d, %,d, %,d".formatted(each.lost(), each.doubled(), each.refused()),
              "%,.0f".formatted(each.cpu().serverSeconds() * MEGA / Math.max(1, each.stored())),
              "%,.0f".formatted(each.cpu().brokerSeconds() * MEGA / Math.max(1, each.stored())),
              "%,.0f".formatted(each.microsPerMessage()),
              "%,.0f".formatted(each.microsPerBare()),
              each.cpu().limit()));
    }
    return table.render();
  }

  private String ingests() {
    var table =
        new Table(
            List.of("scenario", "hits", "rows", "visits", "hits/s", "COPY rows/s", "hits / COPY"));
    for (IngestResult each :
        rounds.middles(IngestResult.class, Comparator.comparingDouble(IngestResult::ratio))) {
      table.add(
          List.of(
              each.scenario(),
              "%,d".formatted(each.hits()),
              "%,d".formatted(each.rows()),
              "%,d".formatted(each.visits()),
              "%,.0f".formatted(each.hitsPerSecond()),
              "%,.0f".formatted(each.copiedPerSecond()),
              "%.2f".formatted(each.ratio())));
    }
    return table.render();
  }

  private String reports() {
    var table =
        new Table(List.of("scenario", "report", "page views", "read from", "median ms", "max ms"));
    for (ReportResult each :
        rounds.middles(ReportResult.class, Comparator.comparingDouble(ReportResult::millis))) {
      table.add(
          List.of(
              each.scenario(),
              each.report(),
              "%,d".formatted(each.rows()),
              each.summedUp() ? "sums" : "rows",
              "%.0f".formatted(each.millis()),
              "%.0f".formatted(each.maxMillis())));
    }
    return table.render();
  }

  private String notifications() {
    var table =
        new Table(
            List.of(
                "scenario",
                "requests",
                "p50 ms",
                "p99 ms",
                "max ms",
                "bare insert p50 ms",
                "p99 ms"));
    for (NotificationResult each :
        rounds.middles(
            NotificationResult.class,
            Comparator.comparingLong(result -> result.answerMicros().p50()))) {
      boolean compared = each.bareMicros() != null;
      table.add(
          List.of(
              each.scenario(),
              "%,d".formatted(each.answerMicros().count()),
              millis(each.answerMicros().p50()),
              millis(each.answerMicros().p99()),
              millis(each.answerMicros().max()),
              compared ? millis(each.bareMicros().p50()) : "",
              compared ? millis(each.bareMicros().p99()) : ""));
    }
    return table.render();
  }

  private String costs() {
    var table =
        new Table(
            List.of(
                "scenario",
                "members",
                "messages",
                "WAL bytes/message",
                "statements/message",
                "batched statements/message"));
    for (CostResult each :
        rounds.middles(CostResult.class, Comparator.comparingDouble(CostResult::walBytes))) {
      table.add(
          List.of(
              each.scenario(),
              "%,d".formatted(each.members()),
              "%,d".formatted(each.messages()),
              "%,.0f".formatted(each.walBytes()),
              "%.2f".formatted(each.statements()),
              "%.2f".formatted(each.batchedStatements())));
    }
    return table.render();
  }

  private String deliveries() {
    List<DeliveryResult> chosen =
        rounds.middles(
            DeliveryResult.class,
            Comparator.comparingDouble(DeliveryResult::serverMicrosPerDelivery));
    if (chosen.isEmpty()) {
      return "";
    }
    List<String> peers =
        chosen.stream()
            .map(DeliveryResult::target)
            .filter(name -> !name.equals(first(chosen)))
            .distinct()
            .toList();
    var header =
        new ArrayList<>(List.of("scenario", "server", "deliveries/s", "server CPU µs/delivery"));
    peers.forEach(peer -> header.add("× " + peer));
    header.addAll(
        List.of(
            "Kafka CPU µs/delivery",
            "p50 ms",
            "p99 ms",
            "max ms",
            "lost, doubled, disordered",
            "server MB",
            "cores: server, Kafka, generator, other",
            "limit"));
    var table = new Table(header);
    for (DeliveryResult each : chosen) {
      var row = new ArrayList<String>();
      row.add(each.scenario());
      row.add(each.target());
      row.add("%,.0f".formatted(each.deliveriesPerSecond()));
      row.add("%.2f".formatted(each.serverMicrosPerDelivery()));
      peers.forEach(peer -> row.add(ratio(each, peer, chosen)));
      row.add("%.2f".formatted(each.brokerMicrosPerDelivery()));
      row.add(millis(each.dueLatencyMicros().p50()));
      row.add(millis(each.dueLatencyMicros().p99()));
      row.add(millis(each.dueLatencyMicros().max()));
      row.add(faults(each.faults()) + remark(each));
      row.add(megabytes(each.serverBytesBefore()) + " → " + megabytes(each.serverBytesAfter()));
      row.add(
          "%.2f, %.2f, %.2f, %.2f"
              .formatted(
                  each.cpu().serverCores(),
                  each.cpu().brokerCores(),
                  each.cpu().generatorCores(),
                  each.cpu().otherCores()));
      row.add(each.cpu().limit());
      table.add(row);
    }
    return table.render();
  }

  /** The server that the others are compared with. */
  private static String first(List<DeliveryResult> results) {
    return results.getFirst().target();
  }

  private static String ratio(DeliveryResult of, String peer, List<DeliveryResult> results) {
    if (!of.target().equals(first(results))) {
      return "";
    }
    return results.stream()
        .filter(each -> each.scenario().equals(of.scenario()) && each.target().equals(peer))
        .filter(each -> each.serverMicrosPerDelivery() > 0)
        .map(each -> of.serverMicrosPerDelivery() / each.serverMicrosPerDelivery())
        .map("%.2f"::formatted)
        .findFirst()
        .orElse("");
  }

  private static String remark(DeliveryResult result) {
    var remarks = new ArrayList<String>();
    result.refusals().forEach((reason, count) -> remarks.add(count + " × " + reason));
    result.closures().forEach((reason, count) -> remarks.add(count + " × " + reason));
    if (result.publishFailures() > 0) {
      remarks.add(result.publishFailures() + " not published");
    }
    if (result.gaveUp()) {
      remarks.add("gave up");
    }
    if (!result.stalled().isEmpty()) {
      remarks.add("stalled reader: " + result.stalled());
    }
    return remarks.isEmpty() ? "" : "; " + String.join(", ", remarks);
  }

  private String idle() {
    var table =
        new Table(
            List.of(
                "scenario",
                "server",
                "connections",
                "failed",
                "connections/s",
                "server CPU µs/connect",
                "cores: server, generator, other",
                "bytes/connection",
                "resident",
                "after collection",
                "server cores while idle"));
    for (IdleResult each :
        rounds.middles(
            IdleResult.class, Comparator.comparingLong(IdleResult::bytesPerConnection))) {
      table.add(
          List.of(
              each.scenario(),
              each.target(),
              "%,d".formatted(each.connections()),
              each.isClean() ? "0" : each.refusals() + " " + each.closures(),
              "%,.0f".formatted(each.connectionsPerSecond()),
              "%,.0f".formatted(each.serverMicrosPerConnect()),
              "%.2f, %.2f, %.2f"
                  .formatted(
                      each.arrivalCpu().serverCores(),
                      each.arrivalCpu().generatorCores(),
                      each.arrivalCpu().otherCores()),
              "%,d".formatted(each.bytesPerConnection()),
              "%,d".formatted(each.residentBytesPerConnection()),
              "%,d".formatted(each.collectedBytesPerConnection()),
              "%.3f".formatted(each.serverCoresWhileIdle())));
    }
    return table.render();
  }

  private String returns() {
    var table =
        new Table(
            List.of(
                "scenario",
                "server",
                "subscribers",
                "all gone after s",
                "all back after s",
                "p50 ms",
                "p99 ms",
                "not recovered",
                "still away",
                "lost, doubled, disordered",
                "told to leave",
                "over s",
                "most/s",
                "most attempts/s"));
    for (ReturnResult each :
        rounds.middles(
            ReturnResult.class, Comparator.comparingDouble(ReturnResult::secondsUntilAllBack))) {
      table.add(row(each));
    }
    return table.render();
  }

  private static List<String> row(ReturnResult result) {
    Audience.Returns returns = result.returns();
    return List.of(
        result.scenario(),
        result.target(),
        "%,d".formatted(result.subscribers()),
        "%.1f".formatted(result.secondsUntilAllGone()),
        "%.1f".formatted(result.secondsUntilAllBack()),
        millis(returns.times().p50()),
        millis(returns.times().p99()),
        "%,d".formatted(returns.unrecovered()),
        "%,d".formatted(returns.missing()),
        faults(result.faults())
            + (result.publishFailures() > 0
                ? "; " + result.publishFailures() + " not published"
                : "")
            + (result.refusals().isEmpty() ? "" : "; " + result.refusals()),
        "%,d".formatted(returns.told()),
        "%.1f".formatted(returns.toldSeconds()),
        "%,d".formatted(returns.toldPerSecond()),
        "%,d".formatted(returns.attemptsPerSecond()));
  }

  private String presences() {
    var table =
        new Table(
            List.of(
                "scenario",
                "users, each following",
                "flips",
                "told after s",
                "right after s",
                "caught up after s",
                "frames",
                "if everybody heard of everybody",
                "MB",
                "most to one client/s",
                "wrong, gaps",
                "refusals, losses",
                "cores: services, Kafka, generator, other",
                "limit"));
    for (PresenceResult each :
        rounds.middles(
            PresenceResult.class, Comparator.comparingDouble(PresenceResult::secondsUntilRight))) {
      table.add(
          List.of(
              each.scenario(),
              "%,d, %,d".formatted(each.users(), each.watched()),
              "%,d".formatted(each.flips()),
              "%.1f".formatted(each.secondsUntilTold()),
              "%.1f".formatted(each.secondsUntilRight()),
              "%.1f".formatted(each.secondsUntilCaughtUp()),
              "%,d".formatted(each.frames()),
              "%,d".formatted(each.naive()),
              megabytes(each.bytes()),
              "%.2f".formatted(each.mostFrames() / each.seconds()),
              "%,d, %,d".formatted(each.wrong(), each.gaps()),
              each.refusals() + " " + each.losses(),
              "%.2f, %.2f, %.2f, %.2f"
                  .formatted(
                      each.cpu().serverCores(),
                      each.cpu().brokerCores(),
                      each.cpu().generatorCores(),
                      each.cpu().otherCores()),
              each.cpu().limit()));
    }
    return table.render();
  }

  private static String faults(Faults faults) {
    String basic =
        "%,d, %,d, %,d".formatted(faults.lost(), faults.duplicated(), faults.outOfOrder());
    long odd = faults.misrouted() + faults.stale() + faults.garbled();
    return odd == 0
        ? basic
        : basic
            + "; %d misrouted, %d stale, %d garbled"
                .formatted(faults.misrouted(), faults.stale(), faults.garbled());
  }

  private static String millis(long micros) {
    return "%.1f".formatted(micros / 1000.0);
  }

  private static String megabytes(long bytes) {
    return bytes < 0 ? "?" : Long.toString(bytes / MEGA);
  }
}
