package dev.tidings.bench.cli;

import dev.tidings.bench.presence.PresenceRun;
import dev.tidings.bench.server.TargetException;
import dev.tidings.bench.tidings.TidingsTarget;
import dev.tidings.bench.wire.ClientLoop;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A large workspace in which everybody may see everybody. */
@Command(
    name = "presence",
    description =
        "A large workspace: everybody joins, their gateway is killed, then some go away now and then.",
    sortOptions = false)
final class PresenceCommand implements Callable<Integer> {

  private static final int MOST_WATCHED = 200;

  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  @Option(
      names = "--users",
      paramLabel = "N",
      defaultValue = "10000",
      description = "In the workspace, each with a connection (${DEFAULT-VALUE}).")
  private int users;

  @Option(
      names = "--watched",
      paramLabel = "N",
      defaultValue = "25",
      description = "Whom each of them follows (${DEFAULT-VALUE}).")
  private int watched;

  @Option(
      names = "--join",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description = "Over which they come in (${DEFAULT-VALUE}).")
  private int join;

  @Option(
      names = "--back",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description = "Within which they come back from a gateway that died (${DEFAULT-VALUE}).")
  private int back;

  @Option(
      names = "--flip",
      paramLabel = "SECONDS",
      defaultValue = "600",
      description = "How often each goes away or comes back (${DEFAULT-VALUE}).")
  private int flip;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      defaultValue = "500",
      description =
          "How many of another workspace come and go before, at each gateway (${DEFAULT-VALUE}).")
  private int warmUp;

  @Mixin private RunOptions options;

  @Override
  public Integer call() throws Exception {
    check();
    Path root = Bench.root();
    try (var output = Output.to(options.json());
        var work = WorkDirectory.make(root.resolve("deploy/bench/target/run"), options.keep());
        var loop = new ClientLoop()) {
      Path home = work.path().resolve("tidings");
      output.say("Starting a system in %s.".formatted(home));
      try (var target = TidingsTarget.start(root, home, 2)) {
        output.say("Fetching tokens, then everybody comes in.");
        new PresenceRun(
                users,
                watched,
                warmUp,
                Duration.ofSeconds(join),
                Duration.ofSeconds(back),
                Duration.ofSeconds(flip),
                Duration.ofSeconds(options.seconds()))
            .run(target, loop, output::add);
      } catch (TargetException e) {
        output.fail(e);
      }
      return output.finish() ? 0 : 1;
    }
  }

  private void check() {
    if (warmUp < 0
        || users < 1
        || watched < 1
        || join < 1
        || back < 1
        || flip < 1
        || !options.areSensible()) {
      throw wrong("Counts and times have to be positive.");
    }
    if (watched > Math.min(MOST_WATCHED, users)) {
      throw wrong("--watched is at most %d, and at most --users.".formatted(MOST_WATCHED));
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
