package dev.tidings.gateway.recovery;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How what clients missed is found and given to them. */
@ConfigMapping(prefix = "tidings.gateway.recovery")
public interface RecoveryConfig {

  /** How many bytes of recent events a replica keeps in memory, about. */
  @WithDefault("64M")
  MemorySize windowBytes();

  /** How long it keeps an event in memory at most. */
  @WithDefault("10m")
  Duration windowAge();

  /**
   * For how many channels of a partition it knows their last event before those in memory, so that
   * a quiet channel needs no look into Kafka; about 32 bytes each.
   */
  @WithDefault("100000")
  int quietChannels();

  /**
   * How long the events of the channels that the gateway subscribed by itself are held back after
   * {@code CONNECTED}, so that a client that comes back can say first where it was.
   */
  @WithDefault("500ms")
  Duration resumeGrace();

  /** The same once the client has said so for one channel, since then. */
  @WithDefault("2s")
  Duration resumingGrace();

  /** The same for a client that asked for it by {@code resume=1}. */
  @WithDefault("10s")
  Duration askedGrace();

  /** How long a client that is ahead of this replica waits until the replica is there. */
  @WithDefault("10s")
  Duration behindTimeout();

  /** How many passes over partitions of Kafka go on at once; one more for what is far back. */
  @WithDefault("2")
  int scanners();

  /** From how many records on a pass counts as far back, so that others don't wait for it. */
  @WithDefault("200000")
  long farRecords();

  /** How long a client waits for a look into Kafka. */
  @WithDefault("60s")
  Duration scanTimeout();

  /** How many bytes of events one pass may hold; channels beyond it wait for the next. */
  @WithDefault("64M")
  MemorySize scanBytes();

  /** How many bytes of missed events are sent before the client must have taken them. */
  @WithDefault("64K")
  MemorySize pageBytes();
}
