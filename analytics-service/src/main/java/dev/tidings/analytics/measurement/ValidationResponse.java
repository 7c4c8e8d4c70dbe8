package dev.tidings.analytics.measurement;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * What is wrong with a payload.
 *
 * @param validationMessages none if nothing is
 */
@RegisterForReflection
public record ValidationResponse(List<ValidationMessage> validationMessages) {

  public ValidationResponse {
    validationMessages = List.copyOf(validationMessages);
  }
}
