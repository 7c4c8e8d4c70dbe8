package dev.tidings.analytics.rollup;

import java.util.List;

/**
 * Which hits and visits count: those whose value is one of some, or is none of them. A visit counts
 * for what only hits have if one of its hits does.
 */
public sealed interface Filter {

  /** How values are compared. */
  enum Comparison {
    IS,
    IS_NOT,
    CONTAINS,
    /** With {@code *} for any text. */
    LIKE
  }

  Comparison comparison();

  /** One of them is enough. */
  List<String> values();

  /** By the value of a dimension; a missing one is the empty text. */
  record ByDimension(Dimension dimension, Comparison comparison, List<String> values)
      implements Filter {
    public ByDimension {
      values = List.copyOf(values);
    }
  }

  /** By a property of a hit; a missing one is the empty text. */
  record ByProperty(String name, Comparison comparison, List<String> values) implements Filter {
    public ByProperty {
      values = List.copyOf(values);
    }
  }

  /** Whether only hits have such values. */
  default boolean isOfHits() {
    return !(this instanceof ByDimension by) || by.dimension.scope() == Dimension.Scope.HIT;
  }

  /** Whether a hit has to be asked for its visit. */
  default boolean isOfVisits() {
    return this instanceof ByDimension by && by.dimension.scope() == Dimension.Scope.VISIT;
  }
}
