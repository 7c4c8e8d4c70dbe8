package dev.tidings.platform.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.platform.event.Channel;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.CloudEventCodec;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** R-G16: events carry the trace that they were caused in, and their handling goes on with it. */
class EventTraceTest {

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String SPAN = "b7ad6b7169203331";
  private static final String SAMPLED = "00-" + TRACE + "-" + SPAN + "-01";

  @Test
  void shouldGiveAnEventThePresentTrace() {
    assertThat(headersWithin(TraceFlags.getSampled(), Map.of("ce_id", "1")))
        .containsOnly(Map.entry("ce_id", "1"), Map.entry("traceparent", SAMPLED));
  }

  @Test
  void shouldLeaveAnEventItsOwnTrace() {
    assertThat(headersWithin(TraceFlags.getSampled(), Map.of("traceparent", "its own")))
        .containsOnly(Map.entry("traceparent", "its own"));
  }

  @Test
  void shouldSayNothingOfWhatIsNotTraced() {
    assertThat(headersWithin(TraceFlags.getDefault(), Map.of())).isEmpty();
    var headers = new HashMap<String, String>();
    EventTrace.addTo(headers);
    assertThat(headers).isEmpty();
  }

  @Test
  void shouldHandleWithinTheTraceOfTheFirstThatIsTraced() {
    var within = new ArrayList<String>();
    Runnable work = () -> within.add(Span.current().getSpanContext().getTraceId());
    EventTrace.handle("test", List.of(event(null), event(SAMPLED)), work);
    EventTrace.handle("test", List.of(event(null)), work);
    EventTrace.handle("test", List.of(event("nonsense")), work);
    EventTrace.handle("test", List.of(event(SAMPLED.replaceAll("01$", "00"))), work);
    String none = SpanContext.getInvalid().getTraceId();
    assertThat(within).containsExactly(TRACE, none, none, none);
  }

  @Test
  void shouldLetFailuresThrough() {
    assertThatThrownBy(
            () ->
                EventTrace.handle(
                    "test",
                    List.of(event(SAMPLED)),
                    () -> {
                      throw new IllegalStateException("broken");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(Span.current().getSpanContext().isValid()).isFalse();
  }

  private static Map<String, String> headersWithin(TraceFlags flags, Map<String, String> present) {
    var headers = new HashMap<>(present);
    Span span =
        Span.wrap(SpanContext.createFromRemoteParent(TRACE, SPAN, flags, TraceState.getDefault()));
    Context.root().with(span).wrap(() -> EventTrace.addTo(headers)).run();
    return headers;
  }

  private static CloudEvent event(String traceparent) {
    return new CloudEvent(
        "e1",
        "/test",
        "TICK",
        Instant.EPOCH,
        null,
        "acme",
        Channel.parse("campaign:42"),
        traceparent == null ? Map.of() : Map.of(CloudEventCodec.TRACEPARENT, traceparent),
        "{}".getBytes(UTF_8));
  }
}
