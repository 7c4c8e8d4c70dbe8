package dev.tidings.platform.trace;

import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.CloudEventCodec;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;
import java.util.Map;

/**
 * Traces to and from events. Costs next to nothing where nothing is traced: no span is begun for
 * events without a sampled {@code traceparent}.
 */
public final class EventTrace {

  private static final String INSTRUMENTATION = "dev.tidings.platform";

  private EventTrace() {}

  /**
   * Adds the present trace to the headers of an event that belongs to none yet, if the trace is
   * sampled.
   */
  public static void addTo(Map<String, String> headers) {
    if (Span.current().getSpanContext().isSampled()) {
      W3CTraceContextPropagator.getInstance()
          .inject(
              Context.current(),
              headers,
              (carrier, name, value) -> {
                if (name.equals(CloudEventCodec.TRACEPARENT)) {
                  carrier.putIfAbsent(name, value);
                }
              });
    }
  }

  /**
   * Does work for events, within the trace of the first of them that is traced; the others are
   * linked, for a span has one parent.
   */
  public static void handle(String consumer, List<CloudEvent> events, Runnable work) {
    Span span = span(consumer, events);
    if (span == null) {
      work.run();
      return;
    }
    try {
      Context.current().with(span).wrap(work).run();
    } catch (RuntimeException e) {
      span.setStatus(StatusCode.ERROR, e.getClass().getSimpleName());
      throw e;
    } finally {
      span.end();
    }
  }

  private static Span span(String consumer, List<CloudEvent> events) {
    SpanBuilder builder = null;
    for (CloudEvent event : events) {
      if (!event.extensions().containsKey(CloudEventCodec.TRACEPARENT)) {
        continue;
      }
      Context context =
          W3CTraceContextPropagator.getInstance().extract(Context.root(), event, Carrier.EVENT);
      SpanContext origin = Span.fromContext(context).getSpanContext();
      if (!origin.isSampled()) {
        continue;
      }
      if (builder == null) {
        builder =
            GlobalOpenTelemetry.getTracer(INSTRUMENTATION)
                .spanBuilder("process " + consumer)
                .setSpanKind(SpanKind.CONSUMER)
                .setParent(context)
                .setAttribute("messaging.system", "kafka")
                .setAttribute("messaging.message.id", event.id())
                .setAttribute("tidings.type", event.type())
                .setAttribute("tidings.workspace", event.workspace());
      } else {
        builder.addLink(origin);
      }
    }
    return builder == null ? null : builder.startSpan();
  }

  /** Reads the trace context of an event. */
  private enum Carrier implements TextMapGetter<CloudEvent> {
    EVENT;

    @Override
    public Iterable<String> keys(CloudEvent event) {
      return List.of(CloudEventCodec.TRACEPARENT);
    }

    @Override
    public String get(CloudEvent event, String key) {
      return event == null ? null : event.extensions().get(key);
    }
  }
}
