package dev.tidings.platform.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * PostgreSQL refuses to run as root. On Linux root (as in a container) can run it in a user
 * namespace in which it is nobody in particular; {@code unshare} replaces itself by the program, so
 * the process id stays the one of the program.
 */
final class UnprivilegedCommand {

  private static final List<String> IN_USER_NAMESPACE = List.of("unshare", "--user");

  private UnprivilegedCommand() {}

  /** What to put in front of a command of PostgreSQL: nothing for an ordinary user. */
  static List<String> prefix() throws EmbeddedServerException {
    if (!isRoot()) {
      return List.of();
    }
    if (!userNamespacesWork()) {
      throw new EmbeddedServerException.UnsupportedMachine(
          "PostgreSQL doesn't run as root, and this machine allows no user namespace (unshare --user): "
              + "start as an ordinary user, or use a server of your own by TIDINGS_POSTGRES_URL.");
    }
    return IN_USER_NAMESPACE;
  }

  private static boolean isRoot() {
    try {
      return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  private static boolean userNamespacesWork() throws EmbeddedServerException {
    try {
      return new ProcessBuilder("unshare", "--user", "true")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedServerException.StartFailed("The start was interrupted.", e);
    }
  }
}
