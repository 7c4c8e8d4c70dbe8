package dev.tidings.bench.cli;

import dev.tidings.bench.server.TargetException;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The entry point. The script {@code tidings} calls it and says which checkout it belongs to. */
@Command(
    name = "tidings bench",
    description =
        "Measures a system of its own, on free ports of this machine, with new data; a system that"
            + " runs already is left alone.",
    subcommands = {
      GatewayCommand.class,
      ChatCommand.class,
      NotificationCommand.class,
      PresenceCommand.class,
      AnalyticsCommand.class
    },
    synopsisSubcommandLabel = "GROUP",
    commandListHeading = "%nGroups of scenarios (GROUP --help says more):%n")
public final class Bench implements Runnable {

  /** The system property that names the checkout. */
  private static final String ROOT = "tidings.root";

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  private Bench() {}

  /** Exits with 0 if nothing was lost, doubled or out of order and nothing failed. */
  public static void main(String[] arguments) {
    // The figures are for everyone, whatever this machine's language is.
    Locale.setDefault(Locale.ROOT);
    System.exit(
        new CommandLine(new Bench())
            .setExecutionExceptionHandler((failure, command, parsed) -> report(failure))
            .execute(arguments));
  }

  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }

  static Path root() throws TargetException {
    String root = System.getProperty(ROOT);
    if (root == null) {
      throw new TargetException("This is started by the script ./tidings.");
    }
    return Path.of(root);
  }

  private static int report(Exception failure) {
    if (failure instanceof TargetException known) {
      System.err.println("tidings: " + known.getMessage());
    } else {
      failure.printStackTrace();
    }
    return CommandLine.ExitCode.SOFTWARE;
  }
}
