package dev.tidings.bench.cli;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.tidings.bench.measure.Ledger;
import dev.tidings.bench.scenario.DeliveryScenario;
import dev.tidings.bench.scenario.DrainScenario;
import dev.tidings.bench.scenario.IdleScenario;
import dev.tidings.bench.scenario.Pace;
import dev.tidings.bench.scenario.Scenario;
import dev.tidings.bench.scenario.StalledScenario;
import dev.tidings.bench.scenario.StormScenario;
import dev.tidings.bench.scenario.WarmUp;
import dev.tidings.bench.scenario.Workbench;
import dev.tidings.bench.server.Target;
import dev.tidings.bench.server.TargetException;
import dev.tidings.bench.tidings.TidingsTarget;
import dev.tidings.bench.wire.ClientLoop;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Fan-out, idle connections, slow readers and returns: what the gateway is for. */
@Command(
    name = "gateway",
    description = "Fan-out, idle connections, a stalled reader, reconnects and draining.",
    footerHeading = "%nScenarios (in their order; sizes and rates as given by the options):%n",
    sortOptions = false)
final class GatewayCommand implements Callable<Integer> {

  /** For everything but the connections. */
  private static final int SPARE_FILES = 300;

  private static final int MOST_CHANNELS = 65_536;
  private static final int LARGEST_PAYLOAD = 32_768;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "SCENARIO", description = "Only these scenarios.")
  private List<String> only = List.of();

  @Option(
      names = {"-h", "--help"},
      description = "Show this help.")
  private boolean help;

  @Option(
      names = "--peers",
      paramLabel = "NAME",
      arity = "0..1",
      split = ",",
      fallbackValue = "socketio,nchan",
      description =
          "Also socketio (needs node and npm) and nchan (Debian's nginx), in turns; both if none is"
              + " named.")
  private List<String> peers = List.of();

  @Option(
      names = "--subscribers",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Of the fan-outs, the stalled reader and the storm (${DEFAULT-VALUE}).")
  private int subscribers;

  @Option(
      names = "--connections",
      paramLabel = "N",
      defaultValue = "10000",
      description = "Of idle and broadcast; half of them of drain (${DEFAULT-VALUE}).")
  private int connections;

  @Option(
      names = "--size",
      paramLabel = "BYTES",
      defaultValue = "200",
      description = "Of a message (${DEFAULT-VALUE}).")
  private int size;

  @Option(
      names = "--rates",
      paramLabel = "FACTOR",
      defaultValue = "1",
      description = "Multiplies the scenarios' rates (${DEFAULT-VALUE}).")
  private double rates;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      defaultValue = "20",
      description = "Seconds at full load before everything, per server (${DEFAULT-VALUE}).")
  private int warmUp;

  @Mixin private RunOptions options;

  @Override
  public Integer call() throws Exception {
    check();
    List<Scenario> all = scenarios();
    if (help) {
      showHelp(all);
      return 0;
    }
    List<Scenario> chosen = ScenarioChoice.of(all, only, spec);
    checkFiles();
    Path root = Bench.root();
    try (var output = Output.to(options.json());
        var work = WorkDirectory.make(root.resolve("deploy/bench/target/run"), options.keep());
        var loop = new ClientLoop()) {
      var bench = new Workbench(loop, size, Duration.ofSeconds(options.seconds()), PATIENCE);
      var fleets = new TreeMap<Integer, List<Scenario>>();
      chosen.forEach(
          each -> fleets.computeIfAbsent(each.gateways(), key -> new ArrayList<>()).add(each));
      for (var fleet : fleets.entrySet()) {
        try {
          run(fleet.getKey(), fleet.getValue(), root, work.path(), bench, output);
        } catch (TargetException e) {
          output.fail(e);
        }
      }
      return output.finish() ? 0 : 1;
    }
  }

  private void run(
      int gateways, List<Scenario> scenarios, Path root, Path work, Workbench bench, Output output)
      throws TargetException, InterruptedException {
    try (var targets = new Targets()) {
      Path home = work.resolve("tidings-" + gateways);
      output.say("Starting a system with %d gateway(s) in %s.".formatted(gateways, home));
      targets.add(TidingsTarget.start(root, home, gateways));
      if (gateways == 1) {
        for (String peer : peers) {
          new Peers(root, work).start(peer, output).ifPresent(targets::add);
        }
      }
      for (Target each : targets.list()) {
        output.say("Warming up " + each.name() + ".");
        new WarmUp(subscribers, Math.min(connections, 2 * subscribers), Duration.ofSeconds(warmUp))
            .run(each, bench);
      }
      for (int round = 0; round < options.rounds(); round++) {
        for (Scenario scenario : scenarios) {
          for (Target target : targets.list()) {
            if (scenario.suits(target)) {
              output.say(scenario.name() + " with " + target.name() + ": " + scenario.about());
              scenario.run(target, bench).forEach(output::add);
            }
          }
        }
      }
    }
  }

  private List<Scenario> scenarios() {
    Duration timed = Duration.ofSeconds(options.seconds());
    String one = "1 channel × %,d subscribers".formatted(subscribers);
    String many = "%,d channels × 1 subscriber".formatted(subscribers);
    return List.of(
        new IdleScenario(connections),
        delivery("fanout", one, 1, perSecond(50), timed),
        delivery("steady", one, 1, perSecond(100), timed),
        delivery("fanout-max", one, 1, new Pace.InFlight(8), timed),
        delivery("channels", many, subscribers, perSecond(5 * subscribers), timed),
        delivery("channels-max", many, subscribers, new Pace.InFlight(256), timed),
        new DeliveryScenario(
            "broadcast",
            "1 channel × %,d subscribers, %s".formatted(connections, about(perSecond(1))),
            connections,
            1,
            perSecond(1),
            timed.multipliedBy(2)),
        new StalledScenario(subscribers, 200 * rates, timed),
        new StormScenario(subscribers, 200 * rates),
        new DrainScenario(Math.max(1, connections / 2), 100 * rates));
  }

  private Pace perSecond(double rate) {
    return new Pace.PerSecond(rate * rates);
  }

  private DeliveryScenario delivery(
      String name, String shape, int channels, Pace pace, Duration timed) {
    return new DeliveryScenario(
        name, shape + ", " + about(pace), subscribers, channels, pace, timed);
  }

  private static String about(Pace pace) {
    return switch (pace) {
      case Pace.PerSecond schedule ->
          (schedule.rate() < 10 ? "%.1f/s" : "%,.0f/s").formatted(schedule.rate());
      case Pace.InFlight closed -> "as fast as delivered, " + closed.messages() + " in flight";
    };
  }

  private void check() {
    if (subscribers < 1 || connections < 1 || warmUp < 0 || !options.areSensible()) {
      throw wrong("Counts and times have to be positive");
    }
    if (!(rates > 0)) {
      throw wrong("--rates has to be positive");
    }
    if (subscribers > MOST_CHANNELS) {
      throw wrong("--subscribers is %d at most: each may get a channel of its own", MOST_CHANNELS);
    }
    if (size < Ledger.smallestPayload() || size > LARGEST_PAYLOAD) {
      throw wrong("--size is between %d and %d", Ledger.smallestPayload(), LARGEST_PAYLOAD);
    }
    for (String peer : peers) {
      if (!Peers.NAMES.contains(peer)) {
        throw wrong("There is no peer \"%s\"; there are %s", peer, String.join(", ", Peers.NAMES));
      }
    }
  }

  /** A process with more connections than it may have files fails late and in odd ways. */
  private void checkFiles() {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
      long most = unix.getMaxFileDescriptorCount() - SPARE_FILES;
      if (Math.max(connections, subscribers) > most) {
        throw wrong("A process may have %d connections here (ulimit -n)", most);
      }
    }
  }

  private ParameterException wrong(String message, Object... arguments) {
    return new ParameterException(spec.commandLine(), message.formatted(arguments) + ".");
  }

  private void showHelp(List<Scenario> all) {
    spec.usageMessage().footer(ScenarioChoice.lines(all));
    spec.commandLine().usage(System.out);
  }
}
