package dev.tidings.gateway.telemetry;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;

/** Whether and where the way of events is traced. */
@ConfigMapping(prefix = "tidings.gateway.tracing")
public interface TracingConfig {

  /**
   * Where spans go, by OTLP over HTTP, such as {@code http://collector:4318/v1/traces}; nothing is
   * traced without it.
   */
  Optional<URI> endpoint();

  /**
   * The part of the requests, frames and events without a {@code traceparent} of their own that is
   * traced, from 0 to 1. For the others, whoever began the trace has decided.
   */
  @WithDefault("0")
  double ratio();

  /**
   * Whether the traces that clients begin are gone on with. Without it a trace begins here: clients
   * could have everything traced.
   */
  @WithDefault("false")
  boolean fromClients();
}
