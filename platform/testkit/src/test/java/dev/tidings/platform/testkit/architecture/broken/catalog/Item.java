package dev.tidings.platform.testkit.architecture.broken.catalog;

import dev.tidings.platform.testkit.architecture.broken.order.OrderLine;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** Breaks: features are free of cycles (catalog uses order, which uses catalog). */
@Entity
public class Item {
  @Id String id;
  OrderLine lastSold;
}
