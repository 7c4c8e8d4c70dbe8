package dev.tidings.local.cli;

import dev.tidings.local.CannotProceed;
import dev.tidings.local.settings.Settings;
import dev.tidings.platform.embedded.DiskSpace;
import dev.tidings.platform.embedded.EmbeddedServerException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.OptionalInt;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * The entry point of the commands. The script {@code tidings} calls it and says which checkout it
 * belongs to.
 */
@Command(
    name = "tidings",
    description = "Runs the whole of Tidings on this machine.",
    subcommands = {
      UpCommand.class,
      DownCommand.class,
      StatusCommand.class,
      LogsCommand.class,
      TokenCommand.class
    },
    synopsisSubcommandLabel = "COMMAND")
public final class Launcher {

  @Mixin private HelpOption help;

  /** The system property that names the checkout. */
  static final String ROOT = "tidings.root";

  private Launcher() {}

  public static void main(String[] arguments) {
    int code =
        new CommandLine(new Launcher())
            .setExecutionExceptionHandler((failure, command, parsed) -> report(failure))
            .execute(arguments);
    System.exit(code);
  }

  static Settings settings() throws CannotProceed {
    return settings(OptionalInt.empty());
  }

  /** The settings for as many gateways, or for as many as the environment names. */
  static Settings settings(OptionalInt gateways) throws CannotProceed {
    String root = System.getProperty(ROOT);
    if (root == null) {
      throw new CannotProceed("This is started by the script ./tidings.");
    }
    return Settings.from(Path.of(root), System.getenv(), gateways);
  }

  /**
   * What a person can do something about is one line; anything else is a defect and shows where it
   * is.
   */
  private static int report(Exception failure) {
    if (DiskSpace.isExhausted(failure)) {
      System.err.println("tidings: The disk is full.");
      return CommandLine.ExitCode.SOFTWARE;
    }
    switch (failure) {
      case CannotProceed known -> System.err.println("tidings: " + known.getMessage());
      case EmbeddedServerException known -> System.err.println("tidings: " + known.getMessage());
      case FileSystemException file ->
          System.err.println(
              "tidings: %s can't be used: %s"
                  .formatted(
                      file.getFile(),
                      file.getReason() == null
                          ? file.getClass().getSimpleName()
                          : file.getReason()));
      case IOException io -> System.err.println("tidings: " + io.getMessage());
      default -> failure.printStackTrace();
    }
    return CommandLine.ExitCode.SOFTWARE;
  }
}
