package dev.tidings.analytics.funnel;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;

/**
 * A funnel that a site looks at again and again.
 *
 * @param steps {@code page:<path>} or {@code event:<name>}, with {@code *} for any text
 * @param window how long a visitor may take from the first step on, ISO 8601
 */
@RegisterForReflection
public record SavedFunnelView(
    String id, String site, String name, List<String> steps, String window, Instant createdAt) {

  public SavedFunnelView {
    steps = List.copyOf(steps);
  }
}
