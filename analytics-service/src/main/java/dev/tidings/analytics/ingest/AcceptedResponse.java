package dev.tidings.analytics.ingest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A hit was in order.
 *
 * @param id the hit's id; absent if it is dropped
 * @param dropped why it is not counted, such as {@code opted-out}; absent if it is
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AcceptedResponse(String id, String dropped) {

  /** The answer to a report. */
  public static AcceptedResponse of(Taken taken) {
    return switch (taken) {
      case Taken.Kept(String id) -> new AcceptedResponse(id, null);
      case Taken.Dropped dropped -> new AcceptedResponse(null, dropped.reason().wire());
    };
  }
}
