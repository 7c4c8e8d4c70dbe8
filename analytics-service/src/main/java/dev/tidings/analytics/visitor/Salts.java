package dev.tidings.analytics.visitor;

import java.time.LocalDate;

/** Where a day's salt comes from. */
@FunctionalInterface
interface Salts {

  /** The random salt of a UTC day, the same for all replicas; the array may not be changed. */
  byte[] of(LocalDate day);
}
