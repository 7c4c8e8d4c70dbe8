package dev.tidings.gateway.connection;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** How connections are treated. */
@ConfigMapping(prefix = "tidings.gateway")
public interface ConnectionConfig {

  /**
   * Web origins whose pages may open a WebSocket, such as {@code https://app.example.com}; the
   * gateway's own origin always may. Clients that send no {@code Origin} are not browsers.
   */
  Optional<Set<String>> allowedOrigins();

  /** How often either side should be heard; a connection unheard for twice as long is closed. */
  @WithDefault("25s")
  Duration heartbeat();

  /** How much may wait for a connection that reads slowly, before it is closed. */
  @WithDefault("1M")
  MemorySize maxQueuedBytes();
}
