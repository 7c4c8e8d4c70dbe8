package dev.tidings.gateway.telemetry;

import dev.tidings.gateway.instance.GatewayInstance;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.MultiMap;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Where spans go, and the traces that begin here: with what a client asks of a service, by REST or
 * by a frame. Switched off, a span is a constant.
 */
@Singleton
@RegisterForReflection(
    classNames = "io.opentelemetry.exporter.sender.jdk.internal.JdkHttpSenderProvider")
public final class Tracing {

  private static final Duration EXPORT_EVERY = Duration.ofSeconds(1);
  private static final Duration EXPORT_TIMEOUT = Duration.ofSeconds(2);
  private static final int SERVER_ERROR = 500;
  private static final String NAME = "gateway";

  /** The headers of W3C Trace Context and Baggage. */
  private static final List<String> HEADERS = List.of("traceparent", "tracestate", "baggage");

  private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
  private static final AttributeKey<String> PATH = AttributeKey.stringKey("url.path");
  private static final AttributeKey<String> SERVER = AttributeKey.stringKey("server.address");
  private static final AttributeKey<Long> PORT = AttributeKey.longKey("server.port");
  private static final AttributeKey<Long> STATUS =
      AttributeKey.longKey("http.response.status_code");

  private final boolean fromClients;

  /** Null if nothing is traced. */
  private final SdkTracerProvider provider;

  private final Tracer tracer;

  @Inject
  Tracing(TracingConfig config, GatewayInstance gateway) {
    this(config.endpoint().isEmpty() ? null : provider(config, gateway), config.fromClients());
  }

  Tracing(SdkTracerProvider provider, boolean fromClients) {
    this.provider = provider;
    this.fromClients = fromClients;
    this.tracer = provider == null ? null : provider.get("dev.tidings.gateway");
  }

  /** Null if nothing is traced. */
  Tracer tracer() {
    return tracer;
  }

  /**
   * Begins the span of a call to a service, which goes on with it.
   *
   * @param headers of the call; what a client says in them of its own traces goes, unless clients
   *     are believed: whoever may say that a trace is sampled may have everything traced
   */
  public Span call(String method, URI service, String path, MultiMap headers) {
    Context parent =
        fromClients
            ? W3CTraceContextPropagator.getInstance()
                .extract(Context.root(), headers, Carrier.HEADERS)
            : Context.root();
    if (!fromClients) {
      HEADERS.forEach(headers::remove);
    }
    if (tracer == null) {
      return Span.getInvalid();
    }
    Span span =
        tracer.spanBuilder(method).setParent(parent).setSpanKind(SpanKind.CLIENT).startSpan();
    if (span.isRecording()) {
      span.setAllAttributes(
          Attributes.of(
              METHOD,
              method,
              PATH,
              path,
              SERVER,
              service.getHost(),
              PORT,
              (long) service.getPort()));
    }
    W3CTraceContextPropagator.getInstance()
        .inject(parent.with(span), headers, (carrier, name, value) -> carrier.set(name, value));
    return span;
  }

  /** Ends the span of a call that was answered. */
  public static void answered(Span call, int status) {
    call.setAttribute(STATUS, (long) status);
    if (status >= SERVER_ERROR) {
      call.setStatus(StatusCode.ERROR);
    }
    call.end();
  }

  /** Ends the span of a call that got no answer. */
  public static void failed(Span call, Throwable failure) {
    call.setStatus(StatusCode.ERROR, failure.getClass().getSimpleName());
    call.end();
  }

  void stop(@Observes ShutdownEvent event) {
    if (provider != null) {
      provider.shutdown().join(EXPORT_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private static SdkTracerProvider provider(TracingConfig config, GatewayInstance gateway) {
    var exporter =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(config.endpoint().orElseThrow().toString())
            .setTimeout(EXPORT_TIMEOUT)
            .build();
    return SdkTracerProvider.builder()
        .setResource(
            Resource.getDefault()
                .merge(
                    Resource.create(
                        Attributes.of(
                            AttributeKey.stringKey("service.name"),
                            NAME,
                            AttributeKey.stringKey("service.instance.id"),
                            gateway.id()))))
        .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(config.ratio())))
        .addSpanProcessor(
            BatchSpanProcessor.builder(exporter).setScheduleDelay(EXPORT_EVERY).build())
        .build();
  }

  /** Reads the trace context of a request. */
  private enum Carrier implements TextMapGetter<MultiMap> {
    HEADERS;

    @Override
    public Iterable<String> keys(MultiMap headers) {
      return headers.names();
    }

    @Override
    public String get(MultiMap headers, String key) {
      return headers == null ? null : headers.get(key);
    }
  }
}
