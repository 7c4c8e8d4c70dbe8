package dev.tidings.bench.cli;

import dev.tidings.bench.notification.BroadcastScenario;
import dev.tidings.bench.notification.ListScenario;
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

/** Notifications over HTTP. */
@Command(
    name = "notifications",
    description = "Notifications: one for everybody, and somebody who has very many.",
    footerHeading = "%nScenarios (in their order):%n",
    sortOptions = false)
final class NotificationCommand implements Callable<Integer> {

  private static final int PAYLOAD = 200;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "SCENARIO", description = "Only these scenarios.")
  private List<String> only = List.of();

  @Option(
      names = {"-h", "--help"},
      description = "Show this help.")
  private boolean help;

  @Option(
      names = "--people",
      paramLabel = "N",
      defaultValue = "10000",
      description = "In the workspace of broadcast (${DEFAULT-VALUE}).")
  private int people;

  @Option(
      names = "--notifications",
      paramLabel = "N",
      defaultValue = "100000",
      description = "Of the person of lists (${DEFAULT-VALUE}).")
  private int notifications;

  @Option(
      names = "--requests",
      paramLabel = "N",
      defaultValue = "400",
      description = "Of each kind (${DEFAULT-VALUE}).")
  private int requests;

  @Mixin private RunOptions options;

  @Override
  public Integer call() throws Exception {
    if (people < 1 || notifications < 1 || requests < 1 || !options.areSensible()) {
      throw new ParameterException(spec.commandLine(), "Counts and times have to be positive.");
    }
    List<Scenario> all =
        List.of(new BroadcastScenario(people, requests), new ListScenario(notifications, requests));
    if (help) {
      spec.usageMessage().footer(ScenarioChoice.lines(all));
      spec.commandLine().usage(System.out);
      return 0;
    }
    Path root = Bench.root();
    try (var output = Output.to(options.json());
        var work = WorkDirectory.make(root.resolve("deploy/bench/target/run"), options.keep());
        var loop = new ClientLoop()) {
      List<Scenario> chosen = ScenarioChoice.of(all, only, spec);
      Duration timed = Duration.ofSeconds(options.seconds());
      var bench = new Workbench(loop, PAYLOAD, timed, timed);
      Path home = work.path().resolve("tidings");
      output.say("Starting a system in %s.".formatted(home));
      try (var target = TidingsTarget.start(root, home, 1)) {
        new Rounds(chosen, options.rounds()).ask(target, bench, output);
      } catch (TargetException e) {
        output.fail(e);
      }
      return output.finish() ? 0 : 1;
    }
  }
}
