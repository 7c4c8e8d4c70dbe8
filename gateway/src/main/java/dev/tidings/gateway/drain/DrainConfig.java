package dev.tidings.gateway.drain;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How a gateway parts with its clients before it stops. */
@ConfigMapping(prefix = "tidings.gateway.drain")
public interface DrainConfig {

  /**
   * How long the gateway serves on after it said that it is not ready, so that load balancers send
   * nobody here any more; 0 where there is none.
   */
  @WithDefault("5s")
  Duration settle();

  /** How many clients a second are sent to the other gateways, at most. */
  @WithDefault("500")
  int pace();

  /**
   * Within which time all clients are told. If there are more than the pace allows in it, they are
   * told earlier than it is their turn, and to wait until then before they connect.
   */
  @WithDefault("20s")
  Duration spread();

  /** How long a client that was told has to close the connection itself. */
  @WithDefault("1s")
  Duration linger();

  /** When connections that are still there are cut, counted from the first that was told. */
  @WithDefault("25s")
  Duration grace();
}
