package dev.tidings.notification.delivery;

import dev.tidings.notification.feed.Priority;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How notifications go out. */
@ConfigMapping(prefix = "tidings.notification.delivery")
public interface DeliveryConfig {

  /** The types that come whatever people want, such as {@code crisis_alert}. */
  Optional<Set<String>> mandatoryTypes();

  /**
   * From which priority on a broadcast goes to people's other channels as well, by the wishes of
   * each; one of a mandatory type always does.
   */
  @WithDefault("high")
  Priority broadcastsFrom();

  /** How often it is looked for what is due. */
  @WithDefault("1s")
  String every();

  /** How many deliveries a worker claims at once. */
  @WithDefault("32")
  int batch();

  /** How many of them it sends at the same time. */
  @WithDefault("8")
  int parallel();

  /** After how long a worker that says nothing more counts as dead; longer than a try takes. */
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

  /**
   * How many of a type a person gets on a channel within that time, one by one, where that is
   * fewer; by type, as {@code flood-limits.promotion=3}.
   */
  Map<String, Integer> floodLimits();

  /** The time in which they are counted, and after which the rest comes together. */
  @WithDefault("10m")
  Duration floodWithin();

  /** How often what was kept for long enough is deleted. */
  @WithDefault("10m")
  String clearEvery();

  /** For how long what went out, was merged or dropped is kept. */
  @WithDefault("30d")
  Duration kept();

  /** For how long what could not be delivered is kept, and can be replayed. */
  @WithDefault("90d")
  Duration failedKept();

  /** For how long it is kept why something was decided; never longer than its notification. */
  @WithDefault("90d")
  Duration verdictsKept();
}
