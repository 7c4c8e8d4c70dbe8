package dev.tidings.gateway.command;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What one client may ask for. */
@ConfigMapping(prefix = "tidings.gateway.commands")
public interface CommandConfig {

  /** How many frames of a connection may wait for those before them. */
  @WithDefault("256")
  int maxPending();

  /** How many channels a connection may be subscribed to, not counting its user's rooms. */
  @WithDefault("1000")
  int maxSubscriptions();
}
