package dev.tidings.chat;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What an operator may set. */
@ConfigMapping(prefix = "tidings.chat")
public interface ChatConfig {

  /** How long after a message was sent its author may edit it; zero: for ever. */
  @WithDefault("24h")
  Duration editWindow();
}
