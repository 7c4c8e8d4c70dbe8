package dev.tidings.analytics.ingest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * What became of each of several hits, in their order.
 *
 * @param hits one outcome each
 */
@RegisterForReflection
public record HitsResponse(List<Outcome> hits) {

  public HitsResponse {
    hits = List.copyOf(hits);
  }

  /**
   * What became of a hit; exactly one of these is there.
   *
   * @param id of a hit that is safe and will be counted
   * @param dropped why a hit is not counted on purpose, such as {@code opted-out}
   * @param error what is wrong with a hit
   */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Outcome(String id, String dropped, Error error) {

    static Outcome of(Taken taken) {
      return switch (taken) {
        case Taken.Kept(String id) -> new Outcome(id, null, null);
        case Taken.Dropped dropped -> new Outcome(null, dropped.reason().wire(), null);
      };
    }
  }

  /**
   * A broken rule.
   *
   * @param pointer where, a JSON Pointer into the request
   * @param detail in words
   */
  @RegisterForReflection
  public record Error(String pointer, String detail) {}
}
