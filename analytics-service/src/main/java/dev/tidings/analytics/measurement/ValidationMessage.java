package dev.tidings.analytics.measurement;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Something that is wrong with a payload.
 *
 * @param fieldPath where
 * @param description in words
 * @param validationCode what kind of mistake it is
 */
@RegisterForReflection
public record ValidationMessage(String fieldPath, String description, Code validationCode) {

  /** The kinds of mistakes. */
  public enum Code {
    VALUE_INVALID,
    VALUE_REQUIRED,
    NAME_INVALID,
    NAME_RESERVED,
    VALUE_OUT_OF_BOUNDS,
    EXCEEDED_MAX_ENTITIES,
    NAME_DUPLICATED
  }
}
