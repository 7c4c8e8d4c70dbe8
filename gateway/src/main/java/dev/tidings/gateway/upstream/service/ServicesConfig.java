package dev.tidings.gateway.upstream.service;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** The services behind the gateway. */
@ConfigMapping(prefix = "tidings.gateway.services")
public interface ServicesConfig {

  /** chat-service. */
  Service chat();

  /** notification-service. */
  Service notification();

  /** presence-service. */
  Service presence();

  /** analytics-service. */
  Service analytics();

  /** How long to wait for a connection to a service. */
  @WithDefault("2s")
  Duration connectTimeout();

  /** How long to wait for the answer to a call of the gateway's own. */
  @WithDefault("10s")
  Duration callTimeout();

  /** How long a proxied request may be silent in both directions. */
  @WithDefault("60s")
  Duration idleTimeout();

  /** How many connections to one service may be open. */
  @WithDefault("64")
  int maxConnections();

  /** One service. */
  interface Service {

    /** Its address, {@code http://host:port}. */
    URI url();
  }
}
