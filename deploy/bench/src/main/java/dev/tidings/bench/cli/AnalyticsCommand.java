package dev.tidings.bench.cli;

import dev.tidings.bench.analytics.AnalyticsTarget;
import dev.tidings.bench.analytics.HttpScenario;
import dev.tidings.bench.analytics.IngestScenario;
import dev.tidings.bench.analytics.ReportScenario;
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

/** Hits and reports. */
@Command(
    name = "analytics",
    description = "Analytics: hits stored beside COPY of the same rows, reports over millions.",
    footerHeading = "%nScenarios (in their order):%n",
    sortOptions = false)
final class AnalyticsCommand implements Callable<Integer> {

  private static final int PAYLOAD = 200;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "SCENARIO", description = "Only these scenarios.")
  private List<String> only = List.of();

  @Option(
      names = {"-h", "--help"},
      description = "Show this help.")
  private boolean help;

  @Option(
      names = "--hits",
      paramLabel = "N",
      defaultValue = "600000",
      description = "Of ingest (${DEFAULT-VALUE}).")
  private long hits;

  @Option(
      names = "--pageviews",
      paramLabel = "N",
      defaultValue = "10000000",
      description = "Of reports (${DEFAULT-VALUE}).")
  private long pageviews;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Keep the data there, and go on with what is there: loading takes minutes.")
  private Path data;

  @Mixin private RunOptions options;

  @Override
  public Integer call() throws Exception {
    if (hits < 1 || pageviews < 1 || !options.areSensible()) {
      throw new ParameterException(spec.commandLine(), "Counts and times have to be positive.");
    }
    Duration timed = Duration.ofSeconds(options.seconds());
    List<Scenario> all =
        List.of(new IngestScenario(hits), new HttpScenario(timed), new ReportScenario(pageviews));
    if (help) {
      spec.usageMessage().footer(ScenarioChoice.lines(all));
      spec.commandLine().usage(System.out);
      return 0;
    }
    Path root = Bench.root();
    try (var output = Output.to(options.json());
        var work =
            data == null
                ? WorkDirectory.make(root.resolve("deploy/bench/target/run"), options.keep())
                : WorkDirectory.at(data.toAbsolutePath());
        var loop = new ClientLoop()) {
      List<Scenario> chosen = ScenarioChoice.of(all, only, spec);
      var bench = new Workbench(loop, PAYLOAD, timed, timed);
      Path home = work.path().resolve("tidings");
      output.say("Starting a system in %s.".formatted(home));
      try (var target = new AnalyticsTarget(TidingsTarget.start(root, home, 1))) {
        new Rounds(chosen, options.rounds()).ask(target, bench, output);
      } catch (TargetException e) {
        output.fail(e);
      }
      return output.finish() ? 0 : 1;
    }
  }
}
