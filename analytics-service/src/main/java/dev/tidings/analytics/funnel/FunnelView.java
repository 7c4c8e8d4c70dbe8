package dev.tidings.analytics.funnel;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;

/**
 * How many visitors went through the steps.
 *
 * @param window how long a visitor may take from the first step on, ISO 8601
 * @param conversionRate the part of those with the first step that reached the last one; absent if
 *     nobody did the first
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FunnelView(
    String site,
    Instant from,
    Instant to,
    String timezone,
    String window,
    List<StepView> steps,
    Double conversionRate) {

  public FunnelView {
    steps = List.copyOf(steps);
  }

  /**
   * One step.
   *
   * @param step as it was asked for
   * @param visitors how many reached it
   * @param dropped how many reached the step before and not this one
   * @param rate the part of those who reached the step before; absent for the first one
   * @param medianMs half of the visitors needed no longer from the first step to this
   */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record StepView(String step, long visitors, long dropped, Double rate, Long medianMs) {}
}
