package dev.tidings.bench.machine;

import dev.tidings.bench.server.TargetException;
import java.io.IOException;

/** A process that does nothing for a while and then goes on. */
public record StillProcess(long id) {

  /** Has it stop where it is. */
  public static StillProcess hold(long id) throws TargetException, InterruptedException {
    signal("-STOP", id);
    return new StillProcess(id);
  }

  private static void signal(String name, long id) throws TargetException, InterruptedException {
    try {
      if (new ProcessBuilder("kill", name, Long.toString(id)).start().waitFor() != 0) {
        throw new TargetException("the process " + id + " can't be held still");
      }
    } catch (IOException e) {
      throw new TargetException("processes can't be held still here", e);
    }
  }

  /** Has it go on. */
  public void release() throws TargetException, InterruptedException {
    signal("-CONT", id);
  }
}
