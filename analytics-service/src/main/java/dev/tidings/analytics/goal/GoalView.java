package dev.tidings.analytics.goal;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * A goal.
 *
 * @param kind {@code page} or {@code event}
 * @param pattern the page's path or the event's name, with {@code *} for any text
 */
@RegisterForReflection
public record GoalView(
    String id, String site, String name, String kind, String pattern, Instant createdAt) {}
