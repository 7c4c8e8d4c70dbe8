package dev.tidings.platform.testkit.architecture.broken.order;

import dev.tidings.platform.testkit.architecture.broken.catalog.Item;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Breaks: time comes from a clock; ids from a factory; configuration is mapped. */
public class OrderLine {
  Item item;

  @ConfigProperty(name = "order.limit")
  int limit;

  Instant at = Instant.now();
  UUID id = UUID.randomUUID();
}
