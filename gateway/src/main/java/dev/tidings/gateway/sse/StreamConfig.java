package dev.tidings.gateway.sse;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How streams of server-sent events are treated. */
@ConfigMapping(prefix = "tidings.gateway.sse")
public interface StreamConfig {

  /**
   * How long a browser waits before it connects again, at least; each stream is told a time between
   * this and three times as long, so that they don't all come back at once.
   */
  @WithDefault("1s")
  Duration retry();

  /**
   * The longest {@code id:} of an event, in characters: about 22 for each channel. A stream with
   * more channels has no positions in its ids, and resumes nothing.
   */
  @WithDefault("4096")
  int maxIdLength();
}
