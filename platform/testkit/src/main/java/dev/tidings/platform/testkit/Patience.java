package dev.tidings.platform.testkit;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * How long a test waits for what must happen: long enough for a busy machine, because a condition
 * that holds is seen at once and only one that never holds costs the whole time.
 */
public final class Patience {

  /** The longest wait for one condition. */
  public static final Duration LIMIT = Duration.ofSeconds(30);

  private Patience() {}

  /** Waits for the condition that follows. */
  public static ConditionFactory await() {
    return Awaitility.await().atMost(LIMIT);
  }

  /** Waits for the condition that follows, and names it if it never holds. */
  public static ConditionFactory await(String what) {
    return Awaitility.await(what).atMost(LIMIT);
  }
}
