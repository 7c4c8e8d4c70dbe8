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

  /** How often leases and due statuses are looked at; bounds how late a change may be. */
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
   * How long a silent gateway's connections are remembered, should it only have been cut off and
   * come back.
   */
  @WithDefault("1h")
  Duration silentGatewayRetention();

  /**
   * How many people of a workspace may be online for a change to be told to everybody in it. With
   * more, it is told only to those who watch the person, on {@code presence:<userId>}.
   */
  @WithDefault("200")
  int broadcastLimit();
}
