package dev.tidings.local.cli;

import dev.tidings.local.CannotProceed;
import dev.tidings.local.settings.Home;
import dev.tidings.local.state.LauncherLock;
import dev.tidings.local.state.StateFile;
import dev.tidings.local.state.SystemState;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Ends the system of this data directory, whoever started it. */
@Command(name = "down", description = "Ends the system. The data stays.")
final class DownCommand implements Callable<Integer> {

  @Mixin private HelpOption help;

  private static final int GRACE_SECONDS = 50;

  /** The watchdog's ten seconds of grace, and a little. */
  private static final int KILL_SECONDS = 15;

  @Override
  public Integer call() throws Exception {
    Home home = Launcher.settings().home();
    StateFile stateFile = new StateFile(home.stateFile());
    if (!LauncherLock.isHeld(home.lockFile())) {
      stateFile.delete();
      System.out.println("Tidings isn't running.");
      return 0;
    }
    Optional<ProcessHandle> launcher =
        stateFile.read().map(SystemState::launcherPid).flatMap(ProcessHandle::of);
    if (launcher.isEmpty()) {
      throw new CannotProceed("The launcher is just starting; try again in a moment.");
    }
    CompletableFuture<ProcessHandle> end = launcher.get().onExit();
    launcher.get().destroy();
    try {
      end.get(GRACE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      System.out.println("The launcher doesn't end in good order; ending it for certain.");
      launcher.get().destroyForcibly();
      end.get(KILL_SECONDS, TimeUnit.SECONDS);
      stateFile.delete();
    }
    System.out.println("Tidings is stopped.");
    return 0;
  }
}
