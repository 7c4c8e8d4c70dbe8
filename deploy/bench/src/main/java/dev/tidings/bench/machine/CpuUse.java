package dev.tidings.bench.machine;

/**
 * CPU used over some time; "cores" are CPU seconds per second.
 *
 * @param seconds how long
 * @param serverSeconds of the processes under test
 * @param brokerSeconds of Kafka, where the server has one
 * @param generatorCores of this process
 * @param otherCores of everything else on the machine; 0 where the system doesn't tell
 * @param stolenCores taken by the hypervisor; 0 where the system doesn't tell
 * @param loopCores of the thread that receives: near 1, and the generator is the limit
 */
public record CpuUse(
    double seconds,
    double serverSeconds,
    double brokerSeconds,
    double generatorCores,
    double otherCores,
    double stolenCores,
    double loopCores) {

  private static final double SATURATED = 0.93;

  /** CPU seconds per second of the processes under test. */
  public double serverCores() {
    return serverSeconds / seconds;
  }

  /** CPU seconds per second of Kafka. */
  public double brokerCores() {
    return brokerSeconds / seconds;
  }

  /** CPU seconds per second of everything on the machine. */
  public double allCores() {
    return serverCores() + brokerCores() + generatorCores + otherCores;
  }

  /** What kept the run from going faster, in a word. */
  public String limit() {
    if (loopCores > SATURATED) {
      return "generator";
    }
    double all = allCores() + stolenCores;
    return all > SATURATED * Runtime.getRuntime().availableProcessors() ? "machine" : "";
  }
}
