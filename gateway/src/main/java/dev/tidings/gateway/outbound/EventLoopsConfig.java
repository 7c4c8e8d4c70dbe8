package dev.tidings.gateway.outbound;

import io.smallrye.config.ConfigMapping;
import java.util.OptionalInt;

/** The threads that do all input and output of connections. */
@ConfigMapping(prefix = "tidings.gateway.event-loops")
public interface EventLoopsConfig {

  /** How many there are; by default as many as processors, and two at least. */
  OptionalInt count();
}
