package dev.tidings.gateway.telemetry;

import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.CloudEventCodec;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Chooses the events whose way is watched: for the histogram one every {@value #EVERY_MS} ms at
 * most, so that the cost doesn't grow with the load; for traces those that their producer traces.
 * On the fan-out thread only.
 */
@Singleton
public final class EventWatches {

  private static final long EVERY_MS = 5;

  private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("messaging.system");
  private static final AttributeKey<String> TOPIC =
      AttributeKey.stringKey("messaging.destination.name");
  private static final AttributeKey<String> PARTITION =
      AttributeKey.stringKey("messaging.destination.partition.id");
  private static final AttributeKey<Long> OFFSET = AttributeKey.longKey("messaging.kafka.offset");
  private static final AttributeKey<String> EVENT = AttributeKey.stringKey("messaging.message.id");
  private static final AttributeKey<String> TYPE = AttributeKey.stringKey("tidings.type");
  private static final AttributeKey<String> CHANNEL = AttributeKey.stringKey("tidings.channel");
  private static final AttributeKey<String> WORKSPACE = AttributeKey.stringKey("tidings.workspace");

  private final Timer timer;
  private final Clock clock;

  /** Null if nothing is traced. */
  private final Tracer tracer;

  private long nextTimed;

  EventWatches(MeterRegistry metrics, Clock clock, Tracing tracing) {
    this.clock = clock;
    this.tracer = tracing.tracer();
    this.timer =
        Timer.builder("tidings.gateway.publish.to.flush")
            .serviceLevelObjectives(
                Stream.of(1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000)
                    .map(Duration::ofMillis)
                    .toArray(Duration[]::new))
            .register(metrics);
  }

  /**
   * Begins to watch an event; null if it isn't chosen, which is the rule.
   *
   * @param published the time stamp of its record in the topic's log, in milliseconds
   */
  public EventWatch begin(
      String topic, int partition, long offset, long published, CloudEvent event) {
    Span span = tracer == null ? null : span(topic, partition, offset, event);
    long now = clock.millis();
    boolean timed = now >= nextTimed;
    if (timed) {
      nextTimed = now + EVERY_MS;
    }
    return timed || span != null
        ? new EventWatch(timed ? () -> flushed(published) : () -> {}, span)
        : null;
  }

  /** Kafka's time stamp is the producer's clock, so it may be ahead of ours. */
  private void flushed(long published) {
    timer.record(Math.max(0, clock.millis() - published), TimeUnit.MILLISECONDS);
  }

  private Span span(String topic, int partition, long offset, CloudEvent event) {
    Context parent =
        W3CTraceContextPropagator.getInstance()
            .extract(Context.root(), event, TraceParent.OF_EVENT);
    Span span =
        tracer
            .spanBuilder("deliver " + topic)
            .setParent(parent)
            .setSpanKind(SpanKind.CONSUMER)
            .startSpan();
    if (!span.isRecording()) {
      return null;
    }
    return span.setAllAttributes(
        Attributes.builder()
            .put(SYSTEM, "kafka")
            .put(TOPIC, topic)
            .put(PARTITION, Integer.toString(partition))
            .put(OFFSET, offset)
            .put(EVENT, event.id())
            .put(TYPE, event.type())
            .put(CHANNEL, event.channel().value())
            .put(WORKSPACE, event.workspace())
            .build());
  }

  /** Reads the trace context of an event. */
  private enum TraceParent implements TextMapGetter<CloudEvent> {
    OF_EVENT;

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
