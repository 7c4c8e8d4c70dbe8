package dev.tidings.gateway.publication;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How events are handed to Kafka. */
@ConfigMapping(prefix = "tidings.gateway.publication")
public interface PublicationConfig {

  /** How long Kafka may take to confirm an event; then its publisher is told to try again. */
  @WithDefault("5s")
  Duration timeout();

  /** How much may wait for Kafka in each producer. */
  @WithDefault("32M")
  MemorySize maxWaitingBytes();

  /** The largest {@code data} of a client's {@code PUBLISH}, as JSON in UTF-8. */
  @WithDefault("16K")
  MemorySize maxClientEvent();
}
