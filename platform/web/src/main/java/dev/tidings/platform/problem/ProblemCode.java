package dev.tidings.platform.problem;

import java.util.Locale;

/**
 * A kind of error that clients may rely on. Implemented by an enum per service, so that all its
 * codes stand in one place.
 */
public interface ProblemCode {

  /** The constant's name, as an enum has it. */
  String name();

  /** The stable name on the wire: the constant's, in lower case with hyphens. */
  default String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The HTTP status that goes with it. */
  int status();

  /** What it means, in a few words that never change with the occasion. */
  String title();
}
