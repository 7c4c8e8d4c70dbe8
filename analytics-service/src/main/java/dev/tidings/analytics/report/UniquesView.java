package dev.tidings.analytics.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tidings.analytics.distinct.DistinctCount;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * How many different visitors there were; one who came on several UTC days counts for each.
 *
 * @param value the number, or its estimate
 * @param low with a confidence of 95 % not fewer; absent if the number is exact
 * @param high nor more
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UniquesView(long value, Long low, Long high) {

  public static UniquesView of(DistinctCount count) {
    return count.isExact()
        ? new UniquesView(count.rounded(), null, null)
        : new UniquesView(count.rounded(), count.low(), count.high());
  }
}
