package dev.tidings.analytics.umami;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * What became of several reports, as Umami's clients expect it.
 *
 * @param size how many were sent
 * @param processed how many were in order
 * @param errors how many were not
 * @param details what was wrong with these
 */
@RegisterForReflection
public record UmamiBatchResponse(int size, int processed, int errors, List<Failure> details) {

  public UmamiBatchResponse {
    details = List.copyOf(details);
  }

  /**
   * A report that is not counted.
   *
   * @param index its place in the list, from 0
   * @param response what is wrong with it
   */
  @RegisterForReflection
  public record Failure(int index, String response) {}
}
