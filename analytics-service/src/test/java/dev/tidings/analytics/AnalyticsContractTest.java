package dev.tidings.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tidings.analytics.funnel.FunnelView;
import dev.tidings.analytics.funnel.SavedFunnelView;
import dev.tidings.analytics.gauge.GaugeView;
import dev.tidings.analytics.goal.GoalReportView;
import dev.tidings.analytics.goal.GoalView;
import dev.tidings.analytics.ingest.AcceptedResponse;
import dev.tidings.analytics.ingest.EventRequest;
import dev.tidings.analytics.ingest.HitsResponse;
import dev.tidings.analytics.ingest.PageviewRequest;
import dev.tidings.analytics.ledger.LedgerView;
import dev.tidings.analytics.live.LiveSnapshotView;
import dev.tidings.analytics.live.MetricsUpdate;
import dev.tidings.analytics.measurement.ValidationResponse;
import dev.tidings.analytics.plausible.PlausibleRequest;
import dev.tidings.analytics.report.BreakdownView;
import dev.tidings.analytics.report.OverviewView;
import dev.tidings.analytics.report.SeriesView;
import dev.tidings.analytics.retention.RetentionView;
import dev.tidings.analytics.umami.UmamiBatchResponse;
import dev.tidings.analytics.umami.UmamiRequest;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.testkit.contract.ContractExamples;
import org.junit.jupiter.api.Test;

/** The contract's examples satisfy its schemas, and our types say exactly what they say. */
class AnalyticsContractTest {

  private static final ContractExamples CONTRACT = ContractExamples.of("analytics-service");

  @Test
  void shouldHaveExamplesThatSatisfyTheirSchemas() {
    CONTRACT.check();
    assertThat(CONTRACT.eventTypes())
        .containsExactly(
            "ENGAGEMENT", "HITS_TURNED_AWAY", "METRICS_UPDATE", "PAGEVIEW", "VISITOR_EVENT");
    assertThat(CONTRACT.apiShapes())
        .containsExactly(
            "accepted",
            "breakdown",
            "event",
            "funnel",
            "gauges",
            "goal",
            "goal-report",
            "hits",
            "hits-answer",
            "ledger",
            "live-snapshot",
            "measurement",
            "measurement-validation",
            "overview",
            "pageview",
            "plausible-event",
            "retention",
            "saved-funnel",
            "timeseries",
            "umami-batch-answer",
            "umami-send");
  }

  @Test
  void shouldWriteWhatItPublishes() throws JsonProcessingException {
    for (var example : CONTRACT.events("METRICS_UPDATE")) {
      var update = Json.mapper().treeToValue(example.data(), MetricsUpdate.class);
      assertThat(Json.mapper().readTree(Json.mapper().writeValueAsString(update)))
          .isEqualTo(example.data());
    }
  }

  @Test
  void shouldWriteWhatItAnswers() throws JsonProcessingException {
    assertWrittenAsRead("live-snapshot", LiveSnapshotView.class);
    assertWrittenAsRead("overview", OverviewView.class);
    assertWrittenAsRead("timeseries", SeriesView.class);
    assertWrittenAsRead("breakdown", BreakdownView.class);
    assertWrittenAsRead("goal", GoalView.class);
    assertWrittenAsRead("goal-report", GoalReportView.class);
    assertWrittenAsRead("funnel", FunnelView.class);
    assertWrittenAsRead("saved-funnel", SavedFunnelView.class);
    assertWrittenAsRead("retention", RetentionView.class);
    assertWrittenAsRead("gauges", GaugeView[].class);
    assertWrittenAsRead("accepted", AcceptedResponse.class);
    assertWrittenAsRead("hits-answer", HitsResponse.class);
    assertWrittenAsRead("ledger", LedgerView.class);
    assertWrittenAsRead("measurement-validation", ValidationResponse.class);
    assertWrittenAsRead("umami-batch-answer", UmamiBatchResponse.class);
  }

  @Test
  void shouldReadWhatItIsSent() throws JsonProcessingException {
    for (var body : CONTRACT.bodies("pageview")) {
      var view = Json.mapper().treeToValue(body, PageviewRequest.class);
      assertThat(view.site()).isEqualTo(body.path("site").asText());
      assertThat(view.pageUrl()).isEqualTo(body.path("pageUrl").asText());
      assertThat(view.pageTitle()).isEqualTo(body.path("pageTitle").textValue());
      assertThat(view.referrer()).isEqualTo(body.path("referrer").textValue());
    }
    for (var body : CONTRACT.bodies("event")) {
      var event = Json.mapper().treeToValue(body, EventRequest.class);
      assertThat(event.site()).isEqualTo(body.path("site").asText());
      assertThat(event.name()).isEqualTo(body.path("name").asText());
      assertThat(event.url()).isEqualTo(body.path("url").asText());
      assertThat(event.props()).isEqualTo(body.get("props"));
    }
  }

  @Test
  void shouldReadWhatTrackersOfOtherMakersSend() throws JsonProcessingException {
    assertThat(CONTRACT.bodies("plausible-event"))
        .isNotEmpty()
        .allSatisfy(
            body -> {
              var report = Json.mapper().treeToValue(body, PlausibleRequest.class);
              assertThat(report.name()).isEqualTo(body.path(body.has("n") ? "n" : "name").asText());
              assertThat(report.domain())
                  .isEqualTo(body.path(body.has("d") ? "d" : "domain").asText());
            });
    for (var body : CONTRACT.bodies("umami-send")) {
      var report = Json.mapper().treeToValue(body, UmamiRequest.class);
      assertThat(report.payload().website()).isEqualTo(body.at("/payload/website").asText());
      assertThat(report.payload().name()).isEqualTo(body.at("/payload/name").textValue());
      assertThat(report.payload().data()).isEqualTo(body.at("/payload").get("data"));
    }
  }

  private static void assertWrittenAsRead(String shape, Class<?> type)
      throws JsonProcessingException {
    for (var body : CONTRACT.bodies(shape)) {
      Object value = Json.mapper().treeToValue(body, type);
      assertThat(Json.mapper().readTree(Json.mapper().writeValueAsString(value))).isEqualTo(body);
    }
  }
}
