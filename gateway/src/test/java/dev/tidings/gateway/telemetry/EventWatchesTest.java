package dev.tidings.gateway.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.gateway.support.HandTurnedLoop;
import dev.tidings.platform.event.Channel;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.CloudEventCodec;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** R-G16: how long events take, and the trace from the record to the flush. */
class EventWatchesTest {

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String PARENT = "b7ad6b7169203331";
  private static final Instant NOW = Instant.parse("2026-01-31T09:05:07.120Z");

  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final InMemorySpanExporter spans = InMemorySpanExporter.create();
  private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);

  @Test
  void shouldEndTheTraceWhenEveryLaneHasFlushed() {
    EventWatches watches = watches(true);
    var first = new HandTurnedLoop();
    var second = new HandTurnedLoop();
    EventWatch watch = begin(watches, "00-" + TRACE + "-" + PARENT + "-01");
    watch.handedTo(first.lane());
    watch.handedTo(second.lane());
    watch.handedOut(7);
    first.turn();
    assertThat(spans.getFinishedSpanItems()).isEmpty();

    second.turn();
    SpanData span = spans.getFinishedSpanItems().getFirst();
    assertThat(span.getTraceId()).isEqualTo(TRACE);
    assertThat(span.getParentSpanId()).isEqualTo(PARENT);
    assertThat(span.getName()).isEqualTo("deliver events.ingress.v1");
    assertThat(span.getEvents()).hasSize(2);
    assertThat(span.getAttributes().asMap().toString())
        .contains("messaging.message.id=e1")
        .contains("tidings.channel=campaign:42")
        .contains("tidings.subscribers=7")
        .doesNotContain("secret");
    assertThat(metrics.get("tidings.gateway.publish.to.flush").timer().count()).isEqualTo(2);
  }

  @Test
  void shouldTraceOnlyWhatItsProducerTraces() {
    EventWatches watches = watches(true);
    begin(watches, null);
    assertThat(begin(watches, "00-" + TRACE + "-" + PARENT + "-00")).isNull();
    assertThat(begin(watches, "nonsense")).isNull();
    assertThat(begin(watches, "00-" + TRACE + "-" + PARENT + "-01")).isNotNull();
  }

  @Test
  void shouldMeasureNoMoreThanOneEventAtATimeAndTraceNothingWhenOff() {
    EventWatches watches = watches(false);
    String traced = "00-" + TRACE + "-" + PARENT + "-01";
    assertThat(begin(watches, traced)).isNotNull();
    assertThat(begin(watches, traced)).isNull();
  }

  private EventWatches watches(boolean traced) {
    return new EventWatches(
        metrics,
        clock,
        new Tracing(
            traced
                ? SdkTracerProvider.builder()
                    .setSampler(Sampler.parentBased(Sampler.alwaysOff()))
                    .addSpanProcessor(SimpleSpanProcessor.create(spans))
                    .build()
                : null,
            false));
  }

  private static EventWatch begin(EventWatches watches, String traceparent) {
    var event =
        new CloudEvent(
            "e1",
            "/test",
            "CAMPAIGN_PROGRESS",
            NOW,
            null,
            "acme",
            Channel.parse("campaign:42"),
            traceparent == null ? Map.of() : Map.of(CloudEventCodec.TRACEPARENT, traceparent),
            "\"secret\"".getBytes(UTF_8));
    return watches.begin("events.ingress.v1", 3, 42, NOW.toEpochMilli() - 5, event);
  }
}
