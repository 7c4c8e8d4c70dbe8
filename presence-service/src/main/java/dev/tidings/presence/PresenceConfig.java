package dev.tidings.presence;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How connections become a status. */
@ConfigMapping(prefix = "tidings.presence")
public interface PresenceConfig {

  /**
   * How long a person without a live connection is still shown online. A reconnect within it causes
   * no event.
   */
  @WithDefault("2s")
  Duration grace();

  /**
   * The tick: how often leases and due statuses are looked at, and workspaces told what has
   * changed. Who comes and goes in between is told as one, and who comes back before isn't told of
   * at all.
   */
  @WithDefault("1s")
  String sweepEvery();

  /** How many people's statuses are decided in one transaction of the sweep. */
  @WithDefault("500")
  int sweepBatch();

  /** The lease of a gateway whose first lease record has not come yet. */
  @WithDefault("6s")
  Duration defaultLease();

  /**
   * The longest time between two looks at the end of the gateways' log that still counts as having
   * listened all the time. Must be shorter than a lease less the interval of its renewals: 4 s.
   */
  @WithDefault("3s")
  Duration maxListeningGap();

  /**
   * For how long at most nobody is taken for gone because a part of the gateways' log, in which
   * they may have come back, has not been read yet: while this service is behind, or after a
   * replica of it died.
   */
  @WithDefault("30s")
  Duration lagPatience();

  /**
   * How long a silent gateway's connections are remembered, should it only have been cut off and
   * come back.
   */
  @WithDefault("1h")
  Duration silentGatewayRetention();

  /**
   * How long a client that tells of its use ({@code ACTIVITY}, {@code PAGE_NAVIGATE}) and falls
   * silent still counts as used. One that never tells is always in use.
   */
  @WithDefault("10m")
  Duration idleAfter();

  /** How long a client without a connection counts as connected after it has spoken by HTTP. */
  @WithDefault("60s")
  Duration httpLease();

  /** How many people's changes a workspace is told at once; further ones wait for the next time. */
  @WithDefault("5000")
  int tellBatch();

  /**
   * How many people of a workspace may be online for everybody in it to be told who has changed.
   * With more, everybody who watches the workspace is told how many are online, and of a person
   * only who watches that person.
   */
  @WithDefault("200")
  int broadcastLimit();

  /**
   * How many contacts hear of somebody who shows themselves to contacts only; those who are online,
   * by their ids.
   */
  @WithDefault("1000")
  int contactLimit();

  /** How long a page or thing is watched after somebody has asked who is there. */
  @WithDefault("5m")
  Duration placeWatch();

  /** How many of those who are at a page or thing are named; the others are counted. */
  @WithDefault("20")
  int placeShown();

  /** How often what clients said is cleaned up that are long gone. */
  @WithDefault("10m")
  String cleanUpEvery();
}
