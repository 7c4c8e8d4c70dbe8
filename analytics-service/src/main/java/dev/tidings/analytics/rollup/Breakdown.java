package dev.tidings.analytics.rollup;

/** By what sums are told apart. */
public sealed interface Breakdown {

  /** Not at all: all sums are of the empty text. */
  record All() implements Breakdown {}

  /** By a dimension's values. */
  record ByDimension(Dimension dimension) implements Breakdown {}

  /** By a property; hits that don't have it don't count, nor do visits. */
  record ByProperty(String name) implements Breakdown {}
}
