package dev.tidings.local.state;

import java.util.List;

/**
 * What a launcher says about its system.
 *
 * @param launcherPid the launcher's process id
 * @param phase what the launcher is doing
 * @param gatewayPort on 127.0.0.1
 * @param processes in the order of the parts
 */
public record SystemState(
    long launcherPid, Phase phase, int gatewayPort, List<ProcessStatus> processes) {

  /** What a launcher is doing. */
  public enum Phase {
    STARTING,
    READY,
    STOPPING
  }

  /**
   * One process.
   *
   * @param pid null while there is no process
   * @param state starting, ready, unready, restarting, failed or stopped
   * @param detail the reason of a state, if there is one; never null
   * @param restarts how often it was started again
   */
  public record ProcessStatus(
      String name, Long pid, int port, String state, String detail, int restarts) {}
}
