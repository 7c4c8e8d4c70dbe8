package dev.tidings.gateway.limit;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/**
 * What clients may cost. Every number holds for one replica: with three replicas a user may have
 * three times as many connections in all.
 */
@ConfigMapping(prefix = "tidings.gateway.limits")
public interface LimitsConfig {

  /** Connections in all. */
  @WithDefault("50000")
  @Min(1)
  int connections();

  /** Connections of one user of one workspace. */
  @WithDefault("50")
  @Min(1)
  int connectionsPerUser();

  /** Connections of one workspace. */
  @WithDefault("20000")
  @Min(1)
  int connectionsPerWorkspace();

  /**
   * Connections from one IPv4 address or one IPv6 /64. A company or a carrier may be behind one. If
   * the gateway is behind a proxy, {@code quarkus.http.proxy.*} must say so.
   */
  @WithDefault("20000")
  @Min(1)
  int connectionsPerAddress();

  /** Connections in all that have not shown a token yet. */
  @WithDefault("1000")
  @Min(1)
  int unauthenticated();

  /** Connections from one address that have not shown a token yet. */
  @WithDefault("50")
  @Min(1)
  int unauthenticatedPerAddress();

  /** How long a client may take over the line and the headers of a request. */
  @WithDefault("10s")
  Duration headTimeout();

  /** How long a connection may be without a token. */
  @WithDefault("10s")
  Duration authTimeout();

  /** How many bytes a connection without a token may send, framing included. */
  @WithDefault("32K")
  MemorySize unauthenticatedBytes();

  /** New connections each second; as many may come at once. */
  @WithDefault("5000")
  @Min(1)
  int connectRate();

  /** The same for those who come back ({@code ?resume=1}), who have this share of their own. */
  @WithDefault("10000")
  @Min(1)
  int resumeRate();

  /** Frames of one connection each second. */
  @WithDefault("100")
  @Min(1)
  int framesPerSecond();

  /** Frames of one connection at once; enough to subscribe to all that one may. */
  @WithDefault("1200")
  @Min(1)
  int frameBurst();

  /** What one connection may send each second. */
  @WithDefault("256K")
  MemorySize bytesPerSecond();

  /** What one connection may send at once. */
  @WithDefault("2M")
  MemorySize byteBurst();

  /** How many frames beyond the rate are refused within ten seconds before the connection ends. */
  @WithDefault("200")
  @Min(1)
  int refusedFrames();
}
