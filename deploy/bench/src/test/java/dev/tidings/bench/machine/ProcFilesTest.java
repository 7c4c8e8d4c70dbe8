package dev.tidings.bench.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.bench.wire.ClientLoop;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcFilesTest {

  @Test
  void shouldCountWhatRanAndWhatWasStolen() {
    MachineTime time = MachineTime.parse("cpu  1000 20 300 99999 50 4 5 600 7 8");

    assertThat(time.busySeconds()).isEqualTo(13.29);
    assertThat(time.stolenSeconds()).isEqualTo(6.0);
    assertThat(MachineTime.parse("intr 1 2 3")).isEqualTo(new MachineTime(0, 0));
  }

  @Test
  void shouldCountAnonymousAndSharedMemoryAndNoFiles() {
    assertThat(
            Memory.parse(
                List.of(
                    "Rss:              900 kB",
                    "Pss_Anon:         300 kB",
                    "Pss_File:         500 kB",
                    "Pss_Shmem:         20 kB")))
        .isEqualTo(new Memory(320 * 1024, 900 * 1024));
  }

  @Test
  void shouldMeasureThisProcessAsTheServerItIsToldItIs() {
    try (var loop = new ClientLoop()) {
      List<Long> self = List.of(ProcessHandle.current().pid());
      CpuMeter meter = CpuMeter.start(self, List.of(), loop);
      double before = CpuMeter.secondsOf(self);
      while (CpuMeter.secondsOf(self) - before < 0.05) {
        Math.sin(System.nanoTime());
      }
      CpuUse use = meter.read();

      assertThat(use.serverSeconds()).isGreaterThanOrEqualTo(0.04);
      assertThat(use.brokerSeconds()).isZero();
      assertThat(use.generatorCores()).isPositive();
    }
  }

  @Test
  void shouldNameWhatLimitsARun() {
    int cores = Runtime.getRuntime().availableProcessors();
    assertThat(new CpuUse(1, 0.1, 0, 0.2, 0, 0, 0.2).limit()).isEmpty();
    assertThat(new CpuUse(1, 0.1, 0, 0.99, 0, 0, 0.97).limit()).isEqualTo("generator");
    assertThat(new CpuUse(1, cores, 0, 0.2, 0, 0, 0.2).limit()).isEqualTo("machine");
  }
}
