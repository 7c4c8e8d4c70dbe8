package dev.tidings.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.vertx.core.MultiMap;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** R-G16: traces begin with what clients ask for, and go on in the services. */
class TracingTest {

  private static final URI CHAT = URI.create("http://chat:8081");
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String SAMPLED = "00-" + TRACE + "-b7ad6b7169203331-01";

  private final InMemorySpanExporter spans = InMemorySpanExporter.create();

  @Test
  void shouldBeginATraceAndHandItOn() {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    Span span =
        tracing(Sampler.alwaysOn(), false).call("POST", CHAT, "/api/chat/messages", headers);
    Tracing.answered(span, 201);
    SpanData exported = spans.getFinishedSpanItems().getFirst();
    assertThat(headers.get("traceparent"))
        .isEqualTo("00-" + exported.getTraceId() + "-" + exported.getSpanId() + "-01");
    assertThat(exported.getAttributes().asMap().toString())
        .contains("http.request.method=POST", "url.path=/api/chat/messages", "status_code=201");
  }

  @Test
  void shouldNotLetClientsDecideWhatIsTraced() {
    for (Tracing tracing : new Tracing[] {tracing(Sampler.alwaysOff(), false), off(false)}) {
      MultiMap headers = fromClient();
      Tracing.answered(tracing.call("GET", CHAT, "/", headers), 200);
      assertThat(headers.names()).doesNotContain("tracestate", "baggage");
      assertThat(headers.get("traceparent"))
          .satisfiesAnyOf(
              none -> assertThat(none).isNull(),
              own -> assertThat(own).endsWith("-00").doesNotContain(TRACE));
    }
    assertThat(spans.getFinishedSpanItems()).isEmpty();
  }

  @Test
  void shouldGoOnWithTracesOfClientsThatAreBelieved() {
    MultiMap headers = fromClient();
    Span span = tracing(Sampler.alwaysOff(), true).call("GET", CHAT, "/", headers);
    Tracing.failed(span, new IllegalStateException());
    SpanData exported = spans.getFinishedSpanItems().getFirst();
    assertThat(exported.getTraceId()).isEqualTo(TRACE);
    assertThat(exported.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(headers.get("traceparent")).startsWith("00-" + TRACE).endsWith("-01");
  }

  @Test
  void shouldHandOnWhatItDoesNotTraceItself() {
    MultiMap headers = fromClient();
    off(true).call("GET", CHAT, "/", headers);
    assertThat(headers.get("traceparent")).isEqualTo(SAMPLED);
  }

  private static MultiMap fromClient() {
    return MultiMap.caseInsensitiveMultiMap()
        .add("Traceparent", SAMPLED)
        .add("tracestate", "a=b")
        .add("baggage", "a=b");
  }

  private static Tracing off(boolean fromClients) {
    return new Tracing(null, fromClients);
  }

  private Tracing tracing(Sampler sampler, boolean fromClients) {
    return new Tracing(
        SdkTracerProvider.builder()
            .setSampler(Sampler.parentBased(sampler))
            .addSpanProcessor(SimpleSpanProcessor.create(spans))
            .build(),
        fromClients);
  }
}
