package dev.tidings.notification.delivery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** How notifications go out. */
@ConfigMapping(prefix = "tidings.notification.delivery")
public interface DeliveryConfig {

  /** The types that come whatever people want, such as {@code crisis_alert}. */
  Optional<Set<String>> mandatoryTypes();

  /** How often it is looked for what is due. */
  @WithDefault("1s")
  String every();

  /** How many deliveries a worker claims at once. */
  @WithDefault("32")
  int batch();

  /** How many of them it sends at the same time. */
  @WithDefault("8")
  int parallel();

  /** After how long a worker that says nothing more counts as dead; longer than a batch takes. */
  @WithDefault("2m")
  Duration lease();

  /** How often a channel is tried before a delivery counts as failed. */
  @WithDefault("8")
  int attempts();

  /** How long to wait after the first failure; doubled after each further one. */
  @WithDefault("30s")
  Duration backOff();

  /** The longest time between two tries. */
  @WithDefault("1h")
  Duration maxBackOff();

  /** How long an interruption of somebody active waits for them to see it in the app. */
  @WithDefault("2m")
  Duration graceWhileActive();

  /** How many interruptions a person gets on a channel, within the time below, one by one. */
  @WithDefault("20")
  int floodLimit();

  /** The time in which they are counted, and after which the rest comes together. */
  @WithDefault("10m")
  Duration floodWithin();
}
