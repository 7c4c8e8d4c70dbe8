package dev.tidings.analytics.upstream.ingress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tidings.analytics.gauge.GaugeView;
import dev.tidings.analytics.gauge.Gauges;
import dev.tidings.platform.event.Channel;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.EventIds;
import dev.tidings.platform.testkit.Patience;
import dev.tidings.platform.testkit.kafka.TopicProbe;
import dev.tidings.platform.testkit.server.TidingsServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** R-A6: what other services publish on dashboards is there for those that come later. */
@QuarkusTest
@QuarkusTestResource(TidingsServers.class)
class IngressConsumerTest {

  private static final String TOPIC = "events.ingress.v1";

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  @Inject Gauges gauges;
  @Inject EventIds ids;
  @Inject Clock clock;

  @Test
  void shouldKeepTheNewestOfDashboards() {
    String workspace = "w-" + ids.next();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    try (var probe = TopicProbe.of(bootstrap, TOPIC)) {
      probe.publish(
          TOPIC,
          workspace + "/dashboard:live",
          Map.of(
              "ce_id", ids.next(),
              "ce_type", "POST_UPDATE",
              "ce_time", "yesterday",
              "ce_workspaceid", workspace,
              "ce_channel", "dashboard:live"),
          "{}".getBytes(UTF_8));
      publish(probe, workspace, "room:1", null, now, "{\"likes\":1}");
      publish(probe, workspace, "dashboard:live", "post:1", now, "{\"likes\":3}");
      publish(probe, workspace, "dashboard:live", "post:1", now.minusSeconds(9), "{\"likes\":2}");
      publish(
          probe,
          workspace,
          "dashboard:live",
          null,
          now,
          "{\"key\":\"post:1\",\"likes\":1,\"at\":\"%s\"}".formatted(now.minusSeconds(60)));
      publish(
          probe, workspace, "dashboard:live", null, now, "{\"key\":\"post:2\",\"at\":\"soon\"}");
      publish(probe, workspace, "dashboard:live", null, now, "{\"key\":\"post:3\",\"likes\":7}");
      Patience.await("the last gauge")
          .until(() -> gauges.of(workspace, "dashboard:live").size() == 2);
    }
    assertThat(gauges.of(workspace, "dashboard:live"))
        .extracting(GaugeView::subject, view -> view.data().path("likes").asInt())
        .containsExactly(tuple("post:1", 3), tuple("post:3", 7));
    assertThat(gauges.of(workspace, "room:1")).isEmpty();
  }

  private void publish(
      TopicProbe probe, String workspace, String channel, String subject, Instant at, String data) {
    probe.publish(
        TOPIC,
        new CloudEvent(
            ids.next(),
            "/social",
            "POST_UPDATE",
            at,
            subject,
            workspace,
            Channel.parse(channel),
            Map.of(),
            data.getBytes(UTF_8)));
  }
}
