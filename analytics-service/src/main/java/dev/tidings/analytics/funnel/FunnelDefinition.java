package dev.tidings.analytics.funnel;

import dev.tidings.platform.problem.ProblemException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a funnel counts.
 *
 * @param window how long a visitor may take from the first step on
 */
public record FunnelDefinition(List<Step> steps, Duration window) {

  private static final int FEWEST = 2;
  private static final int MOST = 10;
  private static final Duration DEFAULT_WINDOW = Duration.ofHours(24);
  private static final Duration LONGEST_WINDOW = Duration.ofDays(30);

  public FunnelDefinition {
    steps = List.copyOf(steps);
  }

  /**
   * That of a query.
   *
   * @param window ISO 8601; null for 24 hours
   * @throws ProblemException {@code validation-failed}
   */
  public static FunnelDefinition ofQuery(List<String> steps, String window) {
    requireSome(steps, "?step");
    return new FunnelDefinition(
        steps.stream().map(step -> Step.parse(step, "?step")).toList(), window(window, "?window"));
  }

  /**
   * That of a body.
   *
   * @throws ProblemException {@code validation-failed}
   */
  static FunnelDefinition ofBody(List<String> steps, String window) {
    requireSome(steps, "/steps");
    return new FunnelDefinition(
        IntStream.range(0, steps.size())
            .mapToObj(i -> Step.parse(steps.get(i), "/steps/" + i))
            .toList(),
        window(window, "/window"));
  }

  private static void requireSome(List<String> steps, String pointer) {
    if (steps == null || steps.size() < FEWEST || steps.size() > MOST) {
      throw ProblemException.invalid(pointer, "is there 2 to 10 times");
    }
  }

  private static Duration window(String text, String pointer) {
    Duration window = DEFAULT_WINDOW;
    try {
      window = text == null ? window : Duration.parse(text);
    } catch (DateTimeParseException e) {
      window = Duration.ZERO;
    }
    if (!window.isPositive() || window.compareTo(LONGEST_WINDOW) > 0) {
      throw ProblemException.invalid(pointer, "is a duration of up to 30 days, such as PT1H");
    }
    return window;
  }
}
