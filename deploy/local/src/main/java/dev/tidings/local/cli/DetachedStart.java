package dev.tidings.local.cli;

import dev.tidings.local.settings.Settings;
import dev.tidings.local.state.StateFile;
import dev.tidings.local.state.SystemState;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Starts a launcher in a session of its own, so that neither the terminal nor its signals reach it,
 * shows what it says, and returns when it is ready or has given up.
 */
final class DetachedStart {

  private static final long POLL_MILLIS = 100;

  private final Settings settings;
  private final boolean fresh;
  private final Path log;
  private long shown;

  DetachedStart(Settings settings, boolean fresh) {
    this.settings = settings;
    this.fresh = fresh;
    this.log = settings.home().log("launcher");
  }

  /** The exit code: 0 if the system is ready. */
  int run() throws IOException, InterruptedException {
    Files.createDirectories(log.getParent());
    shown = Files.exists(log) ? Files.size(log) : 0;
    Process launcher =
        new ProcessBuilder(command())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    Thread giveUp = new Thread(launcher::destroy, "give-up");
    Runtime.getRuntime().addShutdownHook(giveUp);
    StateFile state = new StateFile(settings.home().stateFile());
    while (!isReady(state, launcher.pid())) {
      show();
      if (launcher.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        show();
        return Math.max(1, launcher.exitValue());
      }
    }
    Runtime.getRuntime().removeShutdownHook(giveUp);
    show();
    return 0;
  }

  private static boolean isReady(StateFile state, long launcher) throws IOException {
    return state
        .read()
        .filter(s -> s.launcherPid() == launcher && s.phase() == SystemState.Phase.READY)
        .isPresent();
  }

  /** Passes on what has come to the log since the last time. */
  private void show() throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      byte[] news = new byte[(int) (file.length() - shown)];
      file.seek(shown);
      file.readFully(news);
      System.out.write(news);
      System.out.flush();
      shown += news.length;
    }
  }

  /**
   * Both ways to a new session replace themselves by the launcher: the process id stays the same.
   */
  private List<String> command() {
    List<String> command = new ArrayList<>();
    if (isOnPath("setsid")) {
      command.add("setsid");
    } else {
      command.addAll(List.of("perl", "-MPOSIX", "-e", "POSIX::setsid(); exec @ARGV"));
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Launcher.class.getName(), "up", "--unattended"));
    if (fresh) {
      command.add("--fresh");
    }
    command.add("--gateways=" + settings.gatewayPorts().size());
    return command;
  }

  private static boolean isOnPath(String program) {
    for (String directory : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
      if (Files.isExecutable(Path.of(directory, program))) {
        return true;
      }
    }
    return false;
  }
}
