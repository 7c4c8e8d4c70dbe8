package dev.tidings.notification.preference;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How a person wants to be notified.
 *
 * @param zone where the person's clock hangs
 * @param language what the person speaks; null if they never said
 * @param mute whether all interruptions are off; null if not
 * @param quietHours when not to interrupt; null for never
 * @param digest when daily and weekly digests come
 * @param channels what is wanted of each channel, for types without a choice of their own
 * @param types what differs for a type on a channel
 */
@RegisterForReflection
public record Preferences(
    ZoneId zone,
    Locale language,
    Mute mute,
    QuietHours quietHours,
    DigestTime digest,
    Map<DeliveryChannel, Choice> channels,
    Map<String, Map<DeliveryChannel, Choice>> types) {

  /** Of somebody who has not said anything. */
  public static final Preferences DEFAULT =
      new Preferences(ZoneId.of("UTC"), null, null, null, DigestTime.DEFAULT, Map.of(), Map.of());

  public Preferences {
    var complete = new EnumMap<DeliveryChannel, Choice>(DeliveryChannel.class);
    for (DeliveryChannel channel : DeliveryChannel.values()) {
      complete.put(channel, channels.getOrDefault(channel, Choice.standard(channel)));
    }
    channels = Map.copyOf(complete);
    var sorted = new TreeMap<String, Map<DeliveryChannel, Choice>>();
    types.forEach((type, choices) -> sorted.put(type, Map.copyOf(choices)));
    types = Collections.unmodifiableMap(sorted);
  }

  /**
   * When daily and weekly digests come.
   *
   * @param at the time of day
   * @param day the day of weekly ones
   */
  @RegisterForReflection
  public record DigestTime(LocalTime at, DayOfWeek day) {

    static final DigestTime DEFAULT = new DigestTime(LocalTime.of(8, 0), DayOfWeek.MONDAY);
  }

  /** What is wanted of a channel for a type. */
  public Choice choice(String type, DeliveryChannel channel) {
    Choice own = types.getOrDefault(type, Map.of()).get(channel);
    return own == null ? channels.get(channel) : own;
  }

  /** Whether all interruptions are off. */
  public boolean muted(Instant now) {
    return mute != null && mute.holds(now);
  }

  /** When the quiet ends that holds now; nothing if it is not quiet. */
  public Optional<Instant> quietUntil(Instant now) {
    return quietHours == null ? Optional.empty() : quietHours.endAfter(now, zone);
  }

  /** Whether urgent notifications come through quiet hours. */
  public boolean urgentPasses() {
    return quietHours == null || quietHours.urgentPasses();
  }

  /** When the digest of the frequency is due that takes what comes now. */
  public Instant nextDigest(DigestFrequency frequency, Instant now) {
    return frequency.next(now, zone, digest.at(), digest.day());
  }
}
