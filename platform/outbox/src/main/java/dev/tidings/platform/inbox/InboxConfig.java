package dev.tidings.platform.inbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How events of other services are taken in. */
@ConfigMapping(prefix = "tidings.inbox")
public interface InboxConfig {

  /**
   * How often an event is tried before it becomes a dead letter; an unreachable database doesn't
   * count.
   */
  @WithDefault("5")
  int maxAttempts();

  /** How long to wait before the second attempt; doubles from there. */
  @WithDefault("100ms")
  Duration retryDelay();

  /** The longest wait between two attempts. */
  @WithDefault("5s")
  Duration maxRetryDelay();

  /** The largest event value that is accepted, in bytes. */
  @WithDefault("1048576")
  int maxEventBytes();

  /** How long handled ids are remembered: longer than the topics keep their records. */
  @WithDefault("8D")
  Duration retention();

  /** How often forgotten ids are deleted. */
  @WithDefault("1h")
  String cleanUpEvery();
}
