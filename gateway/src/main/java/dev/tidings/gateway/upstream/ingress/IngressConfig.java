package dev.tidings.gateway.upstream.ingress;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How records of {@code events.ingress.v1} are put aside or moved. */
@ConfigMapping(prefix = "tidings.gateway.ingress")
public interface IngressConfig {

  /** The consumer group that all replicas share. */
  @WithDefault("gateway-ingress")
  String group();

  /** How long to wait after Kafka failed. */
  @WithDefault("1s")
  Duration retryDelay();
}
