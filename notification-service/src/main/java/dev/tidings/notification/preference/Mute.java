package dev.tidings.notification.preference;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * A person wants no interruption, for a while or until further notice.
 *
 * @param until when it ends by itself; null for never
 */
@RegisterForReflection
public record Mute(Instant until) {

  /** Whether it holds. */
  public boolean holds(Instant now) {
    return until == null || now.isBefore(until);
  }
}
