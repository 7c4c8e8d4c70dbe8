package dev.tidings.analytics.rollup;

import java.util.List;

/** Which values of a dimension are wanted. */
sealed interface Values {

  /** All that there are. */
  record All() implements Values {}

  /** Those that a filter lets through. */
  record Of(Filter filter) implements Values {}

  /** Adds what they are limited by. */
  default void limit(RowQuery query) {
    if (this instanceof Of of) {
      query.where("value", List.of(of.filter));
    }
  }
}
