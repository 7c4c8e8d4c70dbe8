package dev.tidings.analytics.gauge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.platform.event.EventIds;
import dev.tidings.platform.testkit.server.TidingsServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** R-A6: what is shown is what was so last, however it came. */
@QuarkusTest
@QuarkusTestResource(TidingsServers.class)
class GaugesTest {

  @Inject Gauges gauges;
  @Inject EventIds ids;
  @Inject Clock clock;

  @RepeatedTest(3)
  void shouldNotDependOnOrderNorRepetition() {
    long seed = Long.parseUnsignedLong(ids.next().substring(24), 16);
    var random = new Random(seed);
    String workspace = "w-" + ids.next();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var readings = new ArrayList<GaugeReading>();
    for (int i = 0; i < 80; i++) {
      readings.add(
          reading(
              workspace,
              "post:" + random.nextInt(3),
              now.minusSeconds(random.nextInt(40)),
              "{\"likes\":" + i + "}"));
    }
    Map<String, String> newest = new HashMap<>();
    Map<String, String> points = new HashMap<>();
    readings.stream()
        .sorted(Comparator.comparing(GaugeReading::at).thenComparing(GaugeReading::eventId))
        .forEach(
            reading -> {
              newest.put(reading.subject(), reading.data());
              points.put(reading.subject() + reading.at().getEpochSecond() / 5, reading.data());
            });
    for (int i = 0; i < 40; i++) {
      readings.add(readings.get(random.nextInt(80)));
    }
    Collections.shuffle(readings, random);
    for (int from = 0; from < readings.size(); from += 17) {
      gauges.add(readings.subList(from, Math.min(readings.size(), from + 17)));
    }
    assertThat(
            gauges.of(workspace, "dashboard:live").stream()
                .collect(Collectors.toMap(GaugeView::subject, view -> view.data().toString())))
        .as("seed %d", seed)
        .isEqualTo(newest);
    List<String> history =
        newest.keySet().stream()
            .flatMap(
                subject ->
                    gauges.history(workspace, "dashboard:live", "POST_UPDATE", subject).stream())
            .map(view -> view.data().toString())
            .toList();
    assertThat(history).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(points.values());
  }

  @Test
  void shouldTellWorkspacesAndDashboardsApart() {
    String workspace = "w-" + ids.next();
    gauges.add(List.of(reading(workspace, "", clock.instant(), "{\"a\":1}")));
    assertThat(gauges.of(workspace, "dashboard:live")).hasSize(1);
    assertThat(gauges.of(workspace, "dashboard:other")).isEmpty();
    assertThat(gauges.of("w-" + ids.next(), "dashboard:live")).isEmpty();
  }

  private GaugeReading reading(String workspace, String subject, Instant at, String data) {
    return new GaugeReading(
        workspace, "dashboard:live", "POST_UPDATE", subject, at, ids.next(), data);
  }
}
