package dev.tidings.local.cli;

import dev.tidings.local.CannotProceed;
import dev.tidings.local.settings.Home;
import dev.tidings.local.settings.Settings;
import dev.tidings.local.state.StateFile;
import dev.tidings.platform.embedded.LogTail;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the last lines of the logs, and what comes. */
@Command(name = "logs", description = "Shows the end of one process's log, or of all.")
final class LogsCommand implements Callable<Integer> {

  @Mixin private HelpOption help;

  private static final String LAUNCHER = "launcher";
  private static final long POLL_MILLIS = 250;

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "The process, as in status.")
  private String name;

  @Option(
      names = {"-f", "--follow"},
      description = "Go on with what comes, until Ctrl-C.")
  private boolean follow;

  @Option(
      names = {"-n", "--lines"},
      defaultValue = "40",
      description = "How many lines of each log (default: ${DEFAULT-VALUE}).")
  private int lines;

  @Override
  public Integer call() throws Exception {
    Settings settings = Launcher.settings();
    Home home = settings.home();
    List<String> names = names(settings);
    Map<String, Long> positions = new HashMap<>();
    for (String process : names) {
      Path log = home.log(process);
      positions.put(process, Files.exists(log) ? Files.size(log) : 0L);
      print(process, LogTail.of(log, lines));
    }
    while (follow) {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      for (String process : names) {
        positions.compute(process, (p, position) -> printNews(p, home.log(p), position));
      }
    }
    return 0;
  }

  /** Of the running system, or of the one that would be started. */
  private List<String> names(Settings settings) throws CannotProceed, IOException {
    List<String> all = new ArrayList<>();
    new StateFile(settings.home().stateFile())
        .read()
        .ifPresentOrElse(
            state -> state.processes().forEach(process -> all.add(process.name())),
            () -> settings.processes().forEach(process -> all.add(process.name())));
    all.add(LAUNCHER);
    if (name == null) {
      return all;
    }
    if (!all.contains(name)) {
      throw new CannotProceed(
          "There is no process \"" + name + "\". There are: " + String.join(", ", all) + ".");
    }
    return List.of(name);
  }

  /** Prints the whole lines after a position and returns the position after them. */
  private long printNews(String process, Path log, long position) {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      long from = file.length() < position ? 0 : position;
      byte[] bytes = new byte[(int) Math.min(file.length() - from, 1 << 20)];
      file.seek(from);
      file.readFully(bytes);
      String text = new String(bytes, StandardCharsets.UTF_8);
      int end = text.lastIndexOf('\n') + 1;
      print(process, text.substring(0, end).lines().toList());
      return from + text.substring(0, end).getBytes(StandardCharsets.UTF_8).length;
    } catch (IOException e) {
      // The log isn't there yet.
      return 0;
    }
  }

  private void print(String process, List<String> news) {
    for (String line : news) {
      System.out.println(name == null ? "%-21s %s".formatted(process, line) : line);
    }
  }
}
