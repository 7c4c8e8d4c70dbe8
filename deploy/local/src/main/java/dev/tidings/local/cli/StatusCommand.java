package dev.tidings.local.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.local.settings.Settings;
import dev.tidings.local.state.LauncherLock;
import dev.tidings.local.state.StateFile;
import dev.tidings.local.state.SystemState;
import dev.tidings.local.state.SystemState.ProcessStatus;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the launcher says about each process; the exit code is 0 only if all are ready. */
@Command(
    name = "status",
    description = "Lists the processes; the exit code is 0 only if all are ready.")
final class StatusCommand implements Callable<Integer> {

  @Mixin private HelpOption help;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    Settings settings = Launcher.settings();
    Optional<SystemState> state = Optional.empty();
    if (LauncherLock.isHeld(settings.home().lockFile())) {
      state = new StateFile(settings.home().stateFile()).read();
    }
    List<ProcessStatus> processes =
        state.map(SystemState::processes).orElseGet(() -> nothing(settings));
    if (json) {
      printJson(processes);
    } else {
      printTable(processes);
      if (state.isEmpty()) {
        System.out.println("Tidings isn't running: ./tidings up");
      }
    }
    return processes.stream().allMatch(p -> p.state().equals("ready")) ? 0 : 1;
  }

  private static List<ProcessStatus> nothing(Settings settings) {
    return settings.processes().stream()
        .map(process -> new ProcessStatus(process.name(), null, process.port(), "stopped", "", 0))
        .toList();
  }

  private static void printJson(List<ProcessStatus> processes) throws Exception {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode document = mapper.createObjectNode();
    ArrayNode list = document.putArray("processes");
    for (ProcessStatus process : processes) {
      ObjectNode entry = list.addObject();
      entry.put("name", process.name());
      entry.put("pid", process.pid());
      entry.put("port", process.port());
      entry.put("state", process.state());
      entry.put("restarts", process.restarts());
      if (!process.detail().isEmpty()) {
        entry.put("detail", process.detail());
      }
    }
    System.out.println(mapper.writeValueAsString(document));
  }

  private static void printTable(List<ProcessStatus> processes) {
    System.out.printf("%-21s %8s %6s  %s%n", "PROCESS", "PID", "PORT", "STATE");
    for (ProcessStatus process : processes) {
      String restarts = process.restarts() > 0 ? " (restarts: " + process.restarts() + ")" : "";
      String detail = process.detail().isEmpty() ? "" : ": " + process.detail();
      System.out.printf(
          "%-21s %8s %6d  %s%s%s%n",
          process.name(),
          process.pid() == null ? "-" : process.pid(),
          process.port(),
          process.state(),
          detail,
          restarts);
    }
  }
}
