package dev.tidings.platform.embedded;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/**
 * Why a server can't be started. The message is one complete line for the person at the terminal:
 * what is wrong, where, and what to do about it.
 */
public abstract sealed class EmbeddedServerException extends Exception {

  private EmbeddedServerException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Another program listens on the port. */
  public static final class PortTaken extends EmbeddedServerException {
    private final int port;

    public PortTaken(String server, int port) {
      super("Port " + port + " of " + server + " is taken by another program.", null);
      this.port = port;
    }

    public int port() {
      return port;
    }
  }

  /** The data directory is damaged, of another version, or in use. */
  public static final class BrokenDataDirectory extends EmbeddedServerException {
    public BrokenDataDirectory(String message) {
      super(message, null);
    }
  }

  /** There is no room, or hardly any, on the file system of the data directory. */
  public static final class DiskFull extends EmbeddedServerException {
    public DiskFull(Path directory, Throwable cause) {
      super("The disk is full: nothing more can be written below " + directory + ".", cause);
    }

    public DiskFull(Path directory, long freeBytes, long neededBytes) {
      super(
          "The disk is nearly full: %d MB are free below %s, at least %d MB are needed."
              .formatted(freeBytes >> 20, directory, neededBytes >> 20),
          null);
    }
  }

  /** The server's process ended, or did not get ready in time. */
  public static final class StartFailed extends EmbeddedServerException {
    public StartFailed(String message) {
      super(message, null);
    }

    public StartFailed(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** This machine can't run the server at all. */
  public static final class UnsupportedMachine extends EmbeddedServerException {
    public UnsupportedMachine(String message) {
      super(message, null);
    }
  }

  /**
   * The typed form of a failed file operation below a directory: a full disk is told apart from the
   * rest.
   *
   * @param what what was tried, as the beginning of a sentence: "PostgreSQL's files can't be
   *     unpacked"
   */
  static EmbeddedServerException of(String what, Path directory, IOException cause) {
    if (DiskSpace.isExhausted(cause)) {
      return new DiskFull(directory, cause);
    }
    String reason =
        cause instanceof FileSystemException file && file.getReason() != null
            ? file.getReason()
            : cause.getClass().getSimpleName() + ": " + cause.getMessage();
    return new StartFailed(what + " below " + directory + " (" + reason + ").", cause);
  }
}
