package dev.tidings.notification.feed;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** People's lists. */
@ConfigMapping(prefix = "tidings.notification.feed")
public interface FeedConfig {

  /** How often it is looked for broadcasts that are due, and for what is worth nothing more. */
  @WithDefault("5s")
  String every();

  /** How often what was kept for long enough is deleted. */
  @WithDefault("10m")
  String clearEvery();

  /** How many members a room may have whose members are notified one by one. */
  @WithDefault("1000")
  int roomUpToMembers();

  /** For how long a request is known by its idempotency key. */
  @WithDefault("7d")
  Duration keysRemembered();

  /** For how long what has been read is kept. */
  @WithDefault("30d")
  Duration readKept();

  /** For how long what nobody has read is kept. */
  @WithDefault("365d")
  Duration unreadKept();

  /** For how long broadcasts are kept. */
  @WithDefault("90d")
  Duration broadcastsKept();
}
