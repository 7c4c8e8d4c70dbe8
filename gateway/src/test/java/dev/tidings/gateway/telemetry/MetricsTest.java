package dev.tidings.gateway.telemetry;

import static dev.tidings.platform.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.gateway.support.GatewayTest;
import dev.tidings.gateway.support.Publisher;
import dev.tidings.gateway.support.TestSocket;
import dev.tidings.platform.testkit.token.Tokens;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** R-G16: what operators read is there, described and documented. */
@QuarkusTest
class MetricsTest extends GatewayTest {

  @Inject MeterRegistry metrics;

  @Test
  void shouldDescribeAndDocumentEveryMetricOfTheGateway() throws IOException {
    String documentation = Files.readString(Path.of("../docs/operations.md"));
    List<String> names =
        metrics.getMeters().stream()
            .filter(meter -> meter.getId().getName().startsWith("tidings.gateway."))
            .map(meter -> meter.getId().getName())
            .distinct()
            .toList();
    assertThat(names).isNotEmpty();
    assertThat(metrics.getMeters())
        .filteredOn(meter -> names.contains(meter.getId().getName()))
        .allSatisfy(
            meter -> assertThat(meter.getId().getDescription()).as(meter.toString()).isNotBlank());
    for (String name : names) {
      assertThat(documentation).contains("`" + name.replace('.', '_'));
    }
  }

  @Test
  void shouldMeasureFromPublicationToFlush() {
    try (var alice = TestSocket.connect(ws(), Tokens.token("alice", workspace))) {
      alice.subscribe("1", "campaign:1");
      alice.awaitEvent(
          publisher.publish(
              "events.ingress.v1", Publisher.event("TICK", workspace, "campaign:1", "{}")));
      await()
          .untilAsserted(
              () ->
                  assertThat(RestAssured.get("/q/metrics").asString())
                      .containsPattern(
                          "tidings_gateway_publish_to_flush_seconds_bucket\\{le=\"10\\.0\"\\} [1-9]")
                      .contains("# HELP tidings_gateway_fanout_lag Records that")
                      .doesNotContain("HttpClosedException"));
    }
  }
}
