package dev.tidings.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidings.bench.machine.CpuUse;
import dev.tidings.bench.measure.Faults;
import dev.tidings.bench.measure.Latencies;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TablesTest {

  private static DeliveryResult delivery(String target, double micros, long lost) {
    var latencies = new Latencies(1_000, 1_500, 2_000, 2_500, 3_000, 4_000);
    return new DeliveryResult(
        "fanout",
        target,
        10,
        1,
        50,
        200,
        100,
        1_000,
        500,
        new Faults(lost, 0, 0, 0, 0, 0),
        Map.of(),
        Map.of(),
        "",
        0,
        false,
        latencies,
        latencies,
        micros,
        1,
        350,
        new CpuUse(2, 0.5, 0.1, 0.2, 0, 0, 0.1),
        50_000_000,
        60_000_000);
  }

  @Test
  void shouldCompareTheFirstServerWithTheOthers() {
    String table = new Tables(List.of(delivery("tidings", 4, 0), delivery("nchan", 8, 0))).render();

    assertThat(table.lines().toList()).hasSize(4);
    assertThat(cells(table, 0)).contains("× nchan", "server CPU µs/delivery");
    assertThat(cells(table, 2)).contains("tidings", "4.00", "0.50", "2.5", "0, 0, 0");
    assertThat(cells(table, 3)).contains("nchan", "8.00").doesNotContain("0.50");
  }

  @Test
  void shouldShowTheRoundInTheMiddle() {
    String table =
        new Tables(
                List.of(
                    delivery("tidings", 9, 0),
                    delivery("tidings", 5, 0),
                    delivery("tidings", 6, 0)))
            .render();

    assertThat(table.lines().toList()).hasSize(3);
    assertThat(cells(table, 2)).contains("6.00");
  }

  @Test
  void shouldShowWhatWasLost() {
    assertThat(new Tables(List.of(delivery("tidings", 4, 17))).render()).contains("17, 0, 0");
    assertThat(delivery("tidings", 4, 17).isClean()).isFalse();
    assertThat(delivery("tidings", 4, 0).isClean()).isTrue();
  }

  @Test
  void shouldWriteALineOfJsonThatSaysEverything() throws Exception {
    String line = JsonLines.of(delivery("tidings", 4, 17));

    var json = new ObjectMapper().readTree(line);
    assertThat(line).doesNotContain("\n");
    assertThat(json.path("kind").asText()).isEqualTo("delivery");
    assertThat(json.path("clean").asBoolean(true)).isFalse();
    assertThat(json.at("/faults/lost").asLong()).isEqualTo(17);
    assertThat(json.at("/latencyMicros/p99").asLong()).isEqualTo(2_500);
    assertThat(json.at("/cpu/serverCores").asDouble()).isEqualTo(0.25);
  }

  private static List<String> cells(String table, int line) {
    return List.of(table.lines().toList().get(line).split("\\s*\\|\\s*"));
  }
}
