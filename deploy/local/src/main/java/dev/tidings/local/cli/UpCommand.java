package dev.tidings.local.cli;

import dev.tidings.local.CannotProceed;
import dev.tidings.local.settings.Part;
import dev.tidings.local.settings.Settings;
import dev.tidings.local.stack.Progress;
import dev.tidings.local.stack.Stack;
import dev.tidings.local.stack.Stack.OnFailure;
import dev.tidings.local.state.LauncherLock;
import dev.tidings.local.state.StateFile;
import dev.tidings.platform.embedded.Directories;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts the system and keeps it running, here or in the background. */
@Command(name = "up", description = "Starts the whole system and waits until it serves.")
final class UpCommand implements Callable<Integer> {

  @Mixin private HelpOption help;

  @Option(
      names = "--detach",
      description =
          "Return once the system serves; it stays in the background until ./tidings down.")
  private boolean detach;

  @Option(names = "--fresh", description = "Delete all data of the local stack first.")
  private boolean fresh;

  @Option(
      names = "--gateways",
      paramLabel = "N",
      description =
          "How many gateways there are to be; the second listens a hundred ports further than the"
              + " first, and so on (default: 1, or as many as TIDINGS_GATEWAY_PORTS names).")
  private Integer gateways;

  /** The background half of --detach: nobody watches, so a start that fails is given up. */
  @Option(names = "--unattended", hidden = true)
  private boolean unattended;

  @Override
  public Integer call() throws Exception {
    OptionalInt count = gateways == null ? OptionalInt.empty() : OptionalInt.of(gateways);
    Settings settings = Launcher.settings(count);
    return detach ? new DetachedStart(settings, fresh).run() : run(settings);
  }

  private int run(Settings settings) throws Exception {
    Optional<LauncherLock> lock = LauncherLock.tryAcquire(settings.home().lockFile());
    if (lock.isEmpty()) {
      throw new CannotProceed(
          "The system is already running from "
              + settings.home().directory()
              + ": see ./tidings status, or end it by ./tidings down.");
    }
    try (LauncherLock held = lock.get()) {
      if (fresh) {
        Directories.delete(settings.home().data());
      }
      runHolding(held, settings);
    }
    return 0;
  }

  private void runHolding(LauncherLock held, Settings settings) throws Exception {
    Progress progress = new Progress(System.out, Clock.systemUTC());
    StateFile stateFile = new StateFile(settings.home().stateFile());
    stateFile.delete();
    Stack stack = new Stack(settings, stateFile, progress);
    Thread stopping =
        new Thread(
            () -> {
              progress.line("");
              progress.line("Stopping.");
              stop(stack, progress);
              progress.line("Everything is stopped.");
            },
            "stopping");
    Runtime.getRuntime().addShutdownHook(stopping);
    try {
      stack.start(unattended ? OnFailure.GIVE_UP : OnFailure.KEEP_TRYING);
      summary(settings, progress);
      stack.announceReady();
    } catch (Exception e) {
      // While the machine asks this process to end, the hook has the word.
      if (removed(stopping)) {
        stop(stack, progress);
      }
      throw e;
    }
    // A signal ends this process; the hook runs then.
    new CountDownLatch(1).await();
    held.close();
  }

  private static boolean removed(Thread hook) {
    try {
      return Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return false;
    }
  }

  private static void stop(Stack stack, Progress progress) {
    try {
      stack.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      progress.line("Stopping was interrupted; the watchdog ends what is left.");
    }
  }

  private void summary(Settings settings, Progress progress) {
    int port = settings.port(Part.GATEWAY);
    progress.line("");
    progress.line("Tidings is ready.");
    progress.line("  Console   http://localhost:" + port + "/");
    for (int other : settings.gatewayPorts().subList(1, settings.gatewayPorts().size())) {
      progress.line("            http://localhost:" + other + "/");
    }
    try {
      String token = new TokenRequest("alice", "acme", List.of(), "Alice").send(port);
      progress.line("  Token     " + token);
      progress.line("            (alice of workspace acme; others: ./tidings token --user bob)");
    } catch (CannotProceed e) {
      progress.line("  Token     " + e.getMessage());
    }
    progress.line("  Logs      " + settings.home().logs());
    progress.line("  Stop      " + (unattended ? "./tidings down" : "Ctrl-C, or ./tidings down"));
  }
}
