package dev.tidings.local.settings;

/**
 * One process of the system. Of some parts there may be several, which share their work.
 *
 * @param number from 1 on
 * @param port on 127.0.0.1
 */
public record PartProcess(Part part, int number, int port) {

  /** The name in output, state and logs: the part's, and from the second on with the number. */
  public String name() {
    return number == 1 ? part.processName() : part.processName() + "-" + number;
  }
}
