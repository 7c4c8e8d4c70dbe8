package dev.tidings.bench.cli;

import dev.tidings.bench.chat.ChatTarget;
import dev.tidings.bench.chat.ChatWarmUp;
import dev.tidings.bench.chat.CostScenario;
import dev.tidings.bench.chat.ReadScenario;
import dev.tidings.bench.chat.WriteScenario;
import dev.tidings.bench.measure.Ledger;
import dev.tidings.bench.scenario.Scenario;
import dev.tidings.bench.scenario.Workbench;
import dev.tidings.bench.server.TargetException;
import dev.tidings.bench.tidings.TidingsTarget;
import dev.tidings.bench.wire.ClientLoop;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Messages: what chat is for. */
@Command(
    name = "chat",
    description = "Messages: throughput beside the bare statement, cost by room size, latency.",
    footerHeading = "%nScenarios (in their order):%n",
    sortOptions = false)
final class ChatCommand implements Callable<Integer> {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int LARGEST_PAYLOAD = 9_000;
  private static final List<Integer> SIZES = List.of(10, 10_000);

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "SCENARIO", description = "Only these scenarios.")
  private List<String> only = List.of();

  @Option(
      names = {"-h", "--help"},
      description = "Show this help.")
  private boolean help;

  @Option(
      names = "--rooms",
      paramLabel = "N",
      defaultValue = "50",
      description = "Among which messages are spread (${DEFAULT-VALUE}).")
  private int rooms;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "300",
      description = "Messages per second of read (${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--messages",
      paramLabel = "N",
      defaultValue = "2000",
      description = "Messages of cost, per room (${DEFAULT-VALUE}).")
  private int messages;

  @Option(
      names = "--size",
      paramLabel = "BYTES",
      defaultValue = "200",
      description = "Of a message's text (${DEFAULT-VALUE}).")
  private int size;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      defaultValue = "90",
      description = "Seconds at full load before everything (${DEFAULT-VALUE}).")
  private int warmUp;

  @Mixin private RunOptions options;

  @Override
  public Integer call() throws Exception {
    check();
    if (help) {
      spec.usageMessage().footer(ScenarioChoice.lines(scenarios(Path.of(""))));
      spec.commandLine().usage(System.out);
      return 0;
    }
    Path root = Bench.root();
    try (var output = Output.to(options.json());
        var work = WorkDirectory.make(root.resolve("deploy/bench/target/run"), options.keep());
        var loop = new ClientLoop()) {
      List<Scenario> chosen = ScenarioChoice.of(scenarios(work.path()), only, spec);
      var bench = new Workbench(loop, size, Duration.ofSeconds(options.seconds()), PATIENCE);
      Path home = work.path().resolve("tidings");
      output.say("Starting a system in %s.".formatted(home));
      try (var target = new ChatTarget(TidingsTarget.startAsDeployed(root, home, 1))) {
        output.say("Warming up.");
        new ChatWarmUp(rooms, Duration.ofSeconds(warmUp)).run(target, bench);
        new Rounds(chosen, options.rounds()).ask(target, bench, output);
      } catch (TargetException e) {
        output.fail(e);
      }
      return output.finish() ? 0 : 1;
    }
  }

  private List<Scenario> scenarios(Path work) {
    Duration timed = Duration.ofSeconds(options.seconds());
    return List.of(
        new WriteScenario(rooms, timed, work),
        new CostScenario(SIZES, messages),
        new ReadScenario(rooms, 2, rate, timed));
  }

  private void check() {
    if (rooms < 1 || messages < 1 || !(rate > 0) || warmUp < 0 || !options.areSensible()) {
      throw wrong("Counts and times have to be positive.");
    }
    if (size < Ledger.smallestPayload() || size > LARGEST_PAYLOAD) {
      throw wrong(
          "--size is between %d and %d.".formatted(Ledger.smallestPayload(), LARGEST_PAYLOAD));
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
