package dev.tidings.platform.embedded;

/** A process that starts and guards a child, says so, and then waits to be killed. */
final class GuardingProcess {

  private GuardingProcess() {}

  /**
   * @param arguments a shell script for the child
   */
  public static void main(String[] arguments) throws Exception {
    ProcessWatchdog watchdog = ProcessWatchdog.start();
    Process child =
        new ProcessBuilder("sh", "-c", arguments[0])
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    // The child's first line says that it handles signals by now.
    if (child.inputReader().readLine() != null) {
      watchdog.guard(child.toHandle(), ProcessSignal.TERM);
      System.out.println("guarding");
    }
    child.waitFor();
  }
}
