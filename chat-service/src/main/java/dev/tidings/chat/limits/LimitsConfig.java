package dev.tidings.chat.limits;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;

/**
 * What people may write. Every number holds for one replica: with two replicas a person may write
 * twice as much in all.
 */
@ConfigMapping(prefix = "tidings.chat.limits")
public interface LimitsConfig {

  /** Messages of one person each second, in all rooms together. */
  @WithDefault("50")
  @Min(1)
  int sendsPerUser();

  /** Messages of one person at once. */
  @WithDefault("500")
  @Min(1)
  int sendBurstPerUser();

  /** Messages into one room each second, by all of its members together. */
  @WithDefault("1000")
  @Min(1)
  int sendsPerRoom();

  /** Messages into one room at once. */
  @WithDefault("5000")
  @Min(1)
  int sendBurstPerRoom();

  /** All other changes of one person each second: reactions, edits, read marks, invitations. */
  @WithDefault("100")
  @Min(1)
  int changesPerUser();

  /** Other changes of one person at once. */
  @WithDefault("1000")
  @Min(1)
  int changeBurstPerUser();
}
