package dev.tidings.chat.limits;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what is refused. */
final class Refused {

  private Refused() {}

  static Counter counter(MeterRegistry metrics, String limit) {
    return Counter.builder("tidings.chat.refused")
        .description("Writes that were refused because of a limit")
        .tag("limit", limit)
        .register(metrics);
  }
}
